import type { ArrowFunction } from '../../ir/arrow-function.ts';
import { captureSite } from '../../ir/call-site.ts';
import type { Hook } from '../../ir/surface/outcome.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { readArrow } from '../formulas/arrow-function.ts';
import { withCallerLocation } from '../tracing/with-caller-location.ts';

/** What a hook was made from. */
export interface HookParts {
  readonly condition: ArrowFunction;
  readonly body: () => unknown;
}

const partsKey: unique symbol = Symbol.for('@tiphys/pipeline/hook') as never;

/**
 * Returns tasks that run beside a task or a run, as soon as a condition on its status is true. They run at most once.
 *
 * The condition is never called. Its source is translated into an Argo expression. A status that lasts only a moment may be missed.
 *
 * @throws PipelineError `PIPELINE_NOT_A_FUNCTION`; at compile time `PIPELINE_UNSUPPORTED_SYNTAX`, `PIPELINE_CAPTURED_VARIABLE`
 * @see https://argo-workflows.readthedocs.io/en/latest/lifecyclehook/
 * @example
 * ```ts
 * import { draw, notify } from './components.generated.ts';
 *
 * export default pipeline('hooked', { count: 5 }, ({ count }) => {
 *   draw({ count }, { hooks: { started: hook((task) => task.status === 'Running', () => notify({ text: 'Drawing.' })) } });
 * });
 * ```
 */
export function hook<TPhase extends string>(
  condition: (state: { readonly status: TPhase }) => boolean,
  body: () => unknown,
): Hook<TPhase> {
  return withCallerLocation(hook, () => {
    const arrow = readArrow(condition, { called: 'The condition of hook', site: captureSite(hook) });
    if (typeof body !== 'function') {
      throw new PipelineError(
        'PIPELINE_NOT_A_FUNCTION',
        "hook needs a condition and a body: hook((task) => task.status === 'Running', () => notify({ text: 'It runs.' })).",
      );
    }
    const parts: HookParts = { condition: arrow, body };
    return Object.freeze(Object.defineProperty({ kind: 'hook' as const }, partsKey, { value: parts }));
  });
}

/** Returns what a hook was made from, or undefined for any other value. */
export function findHook(value: unknown): HookParts | undefined {
  return typeof value === 'object' && value !== null
    ? (value as { readonly [partsKey]?: HookParts })[partsKey]
    : undefined;
}
