import type { ExpressionNode } from '@tiphys/expression';
import type { JsonSchema } from '@tiphys/signature/model';
import { binary, call, pathNode, text } from '../expression/tree/expression-nodes.ts';
import type { Output } from '../ir/surface/output.ts';
import { createHandle } from './handles/handle.ts';
import { isQualifiedName } from './options/kubernetes-syntax.ts';
import { invalidOption, show } from './options/option-check.ts';
import { withCallerLocation } from './tracing/with-caller-location.ts';

/** What Argo knows of a run. Each is an output, known only when the workflow runs. */
export interface Run {
  /** The name of the workflow. */
  readonly name: Output<string>;
  readonly uid: Output<string>;
  readonly namespace: Output<string>;
  /** When the workflow was created: `2026-01-31T02:30:04Z`. */
  readonly createdAt: Output<string>;
  /** When the run was due: `2026-01-31T02:30:00Z`; null unless a CronWorkflow started it. */
  readonly scheduledAt: Output<string | null>;
  /** The priority of the workflow, which `spec: { priority }` sets. @default 0 */
  readonly priority: Output<number>;
  /**
   * Returns the value of a label of the workflow. The run fails if there is no such label.
   *
   * @throws PipelineError `PIPELINE_INVALID_OPTION`
   */
  label(name: string): Output<string>;
}

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
