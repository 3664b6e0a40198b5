import { captureSite } from '../ir/call-site.ts';
import type { GroupNode } from '../ir/graph.ts';
import type { TaskOutput } from '../ir/surface/output.ts';
import { PipelineError } from '../pipeline-error.ts';
import { type BodyReturn, type ResultOf, readResult } from './bodies/body-result.ts';
import { addHandlers } from './handlers/trace-handlers.ts';
import { createHandle } from './handles/handle.ts';
import { readEndings } from './operands/read-endings.ts';
import type { GroupOptions } from './options/group-options.ts';
import { assertGroupOptions } from './settings/group-check.ts';
import { readSettings } from './settings/read-settings.ts';
import { claimGivenName } from './tracing/names.ts';
import { addTask, createScope, currentScope, runInScope } from './tracing/trace-state.ts';
import { withCallerLocation } from './tracing/with-caller-location.ts';

/**
 * Groups tasks, which succeed or fail as one, and returns the result of the body.
 *
 * A group can be retried as a whole, limits how many of its tasks run at a time, and has an exit handler that gets its outcome.
 *
 * @throws PipelineError `PIPELINE_OUTSIDE_BODY`, `PIPELINE_INVALID_NAME`, `PIPELINE_DUPLICATE_NAME`, `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`, `PIPELINE_EMPTY_BODY`
 * @example
 * ```ts
 * import { draw, notify, total } from './components.generated.ts';
 *
 * export default pipeline('sums', { count: 5 }, ({ count }) => {
 *   const sum = group('draw-and-add', () => total({ values: draw({ count }) }), {
 *     retry: 2,
 *     onExit: ({ status }) => notify({ text: status }),
 *   });
 *   return { sum };
 * });
 * ```
 */
export function group<TReturn extends BodyReturn>(
  name: string,
  body: () => TReturn,
  options: GroupOptions<ResultOf<TReturn>> = {},
): TaskOutput<ResultOf<TReturn>> {
  return withCallerLocation(group, () => {
    const scope = currentScope('group');
    if (typeof name !== 'string' || typeof body !== 'function') {
      throw new PipelineError(
        'PIPELINE_INVALID_ARGUMENT',
        "group needs a name and a body: group('sums', () => { ... }).",
      );
    }
    assertGroupOptions(options, name);
    const { parallelism, failFast, after, lock, onExit, hooks } = options;
    const site = captureSite(group);
    const { retry } = readSettings(options.retry === undefined ? {} : { retry: options.retry }, site);
    const defaults = options.defaults === undefined ? undefined : readSettings(options.defaults, site);
    const given = claimGivenName(scope, name);
    const home = createScope('group', scope, defaults);
    const result = runInScope(home, () => readResult(body(), home));
    if (home.tasks.length === 0) {
      throw new PipelineError(
        'PIPELINE_EMPTY_BODY',
        `The body of the group "${name}" has no tasks. Call a component in it.`,
      );
    }
    const node: GroupNode = {
      kind: 'group',
      scope,
      name: given,
      site,
      reads: [],
      bodies: [{ name: 'body', scope: home, condition: undefined, result }],
      parallelism,
      retry,
      lock,
      failFast,
      order: 0,
      after: readEndings(after, scope),
    };
    addHandlers(node, { onExit, hooks });
    // Only the types know whether there is a result.
    return createHandle(addTask(node)) as TaskOutput<ResultOf<TReturn>>;
  });
}
