import type { ExpressionNode } from '@tiphys/expression';
import { isQualifiedName } from '@tiphys/models/facts';
import type { JsonSchema } from '@tiphys/signature/model';
import { binary, call, pathNode, text } from '../expression/tree/expression-nodes.ts';
import type { Output } from '../ir/surface/output.ts';
import type { Run } from '../ir/surface/run.ts';
import { createHandle } from './handles/handle.ts';
import { invalidOption, show } from './options/option-check.ts';
import { withCallerLocation } from './tracing/with-caller-location.ts';

const TEXT: JsonSchema = { type: 'string' };

/** Creates the variables of a run. */
export function createRun(): Run {
  return Object.freeze({
    name: known('name'),
    uid: known('uid'),
    namespace: known('namespace'),
    createdAt: known('creationTimestamp'),
    scheduledAt: computed<string | null>('The time for which the run is scheduled', {
      schema: { type: ['string', 'null'] },
      node: binary('??', pathNode(['workflow', 'scheduledTime']), { kind: 'nil' }),
    }),
    priority: computed<number>('The priority of the run', {
      schema: { type: 'integer' },
      node: call('asInt', binary('??', pathNode(['workflow', 'priority']), text('0'))),
    }),
    label,
  });
}

function label(name: string): Output<string> {
  return withCallerLocation(label, () => {
    if (typeof name !== 'string' || !isQualifiedName(name))
      throw invalidOption(`run.label(...) takes the name of a label, not ${show(name)}.`);
    return createHandle<string>({
      kind: 'variable',
      scope: undefined,
      what: `The label "${name}" of the run`,
      schema: TEXT,
      // Argo nests its variables at the dots.
      node: pathNode(['workflow', 'labels', ...name.split('.')]),
      path: ['workflow', 'labels', name],
    });
  });
}

function known(name: string): Output<string> {
  const path = ['workflow', name];
  return createHandle<string>({
    kind: 'variable',
    scope: undefined,
    what: `The variable workflow.${name}`,
    schema: TEXT,
    node: pathNode(path),
    path,
  });
}

function computed<T>(
  what: string,
  { schema, node }: { readonly schema: JsonSchema; readonly node: ExpressionNode },
): Output<T> {
  return createHandle<T>({ kind: 'variable', scope: undefined, what, schema, node });
}
