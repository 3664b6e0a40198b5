import type { GroupNode } from '../../ir/graph.ts';
import { retryStrategyOf } from '../component/retry-strategy.ts';
import { BodyContext, type Waits } from '../context/body-context.ts';
import { synchronizationOf } from '../context/synchronization.ts';
import { callTemplate } from '../templates/call-template.ts';
import type { ManifestState } from '../templates/manifest-state.ts';
import type { WrittenTask } from '../templates/written-task.ts';

/** Writes the task of a group, which calls the template of its body. */
export function writeGroup(group: GroupNode, context: BodyContext, state: ManifestState): WrittenTask {
  const { name, bodies, retry, lock, parallelism, failFast, site } = group;
  const [body] = bodies;
  if (body === undefined) throw new Error(`unreachable: the group ${name} has a body`);
  const inner = new BodyContext({ parent: context, template: state.names.claim(name), scope: body.scope });
  state.writeBody(
    inner,
    {
      scope: body.scope,
      result: body.result,
      site,
      ...(failFast === undefined ? {} : { failFast }),
      settings: {
        ...(retry === undefined ? {} : { retryStrategy: retryStrategyOf(retry) }),
        ...(parallelism === undefined ? {} : { parallelism }),
        ...(lock === undefined ? {} : { synchronization: synchronizationOf(lock) }),
      },
    },
    state,
  );
  const waits: Waits = [];
  context.addEndings(group, waits);
  return callTemplate({ name, inner, outer: context, waits }, state);
}
