import { captureSite } from '../ir/call-site.ts';
import type { BranchNode } from '../ir/graph.ts';
import type { OutputHandle } from '../ir/surface/output.ts';
import type { BodyReturn, ResultOf } from './bodies/body-result.ts';
import { type Chain, createChain, traceCase } from './branches/chain.ts';
import { readCondition } from './branches/read-condition.ts';
import type { Listed, ValuesOf } from './formulas/formula.ts';
import { readEndings } from './operands/read-endings.ts';
import type { BranchOptions } from './options/branch-options.ts';
import { assertBranchOptions } from './settings/call-options.ts';
import { claimTaskName } from './tracing/names.ts';
import { addTask, currentScope } from './tracing/trace-state.ts';
import { withCallerLocation } from './tracing/with-caller-location.ts';

/**
 * Runs a body only if a boolean output is true: `when(gt(sum, 100), () => notify({ text: 'big' }))`.
 *
 * @example
 * ```ts
 * import { draw, notify, total } from './components.generated.ts';
 *
 * export default pipeline('judge', { count: 5 }, ({ count }) => {
 *   const sum = total({ values: draw({ count }) });
 *   when(gt(sum, 100), () => notify({ text: 'That is a lot.' }));
 * });
 * ```
 */
export function when<TReturn extends BodyReturn>(
  condition: OutputHandle<boolean>,
  body: () => TReturn,
  options?: BranchOptions,
): Chain<ResultOf<TReturn>>;
/**
 * Runs a body only if a condition on outputs is true: `when([sum], (s) => s > 100, () => notify({ text: 'big' }))`.
 *
 * The condition is never called. Its source is translated into an Argo expression. It can use what a function in `expr` can use.
 *
 * @throws PipelineError `PIPELINE_OUTSIDE_BODY`, `PIPELINE_OUT_OF_SCOPE`, `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`; at compile time `PIPELINE_UNSUPPORTED_SYNTAX`, `PIPELINE_CAPTURED_VARIABLE`
 * @see https://argo-workflows.readthedocs.io/en/latest/walk-through/conditionals/
 * @example
 * ```ts
 * import { draw, square, total } from './components.generated.ts';
 *
 * export default pipeline('limit', { count: 5 }, ({ count }) => {
 *   const sum = total({ values: draw({ count }) });
 *   const result = when(
 *     [sum, count],
 *     (s, n) => s / n > 6,
 *     () => total({ values: [1, 2, 3] }),
 *   ).otherwise(() => square({ x: sum }));
 *   return { result };
 * });
 * ```
 */
export function when<const TInputs extends readonly unknown[], TReturn extends BodyReturn>(
  inputs: TInputs & Listed<TInputs>,
  condition: (...values: ValuesOf<TInputs>) => boolean,
  body: () => TReturn,
  options?: BranchOptions,
): Chain<ResultOf<TReturn>>;
export function when(...given: readonly unknown[]): Chain<unknown> {
  return withCallerLocation(when, () => {
    const scope = currentScope('when');
    const site = captureSite(when);
    const { condition, body, options = {} } = readCondition(given, { scope, site, called: 'when' });
    assertBranchOptions(options);
    // They have been checked.
    const { name, after } = options as BranchOptions;
    const endings = readEndings(after, scope);
    const bodies = [traceCase({ name: 'then', condition, called: 'when' }, body, scope)];
    const branch: BranchNode = addTask({
      kind: 'branch',
      scope,
      name: claimTaskName(scope, name, 'when'),
      named: name !== undefined,
      subject: undefined,
      joined: undefined,
      site,
      reads: [],
      bodies,
      order: 0,
      after: endings,
    });
    return createChain(branch);
  });
}
