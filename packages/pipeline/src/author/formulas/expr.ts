import { captureSite } from '../../ir/call-site.ts';
import type { Output } from '../../ir/surface/output.ts';
import { createHandle } from '../handles/handle.ts';
import { currentScope } from '../tracing/trace-state.ts';
import { withCallerLocation } from '../tracing/with-caller-location.ts';
import { createFormula, expressionSource, type Listed, type ValuesOf } from './formula.ts';

/**
 * Returns a value that Argo computes from outputs without a task: `expr([sum], (s) => s * 2)`.
 *
 * The function is never called. Its source is translated into an Argo expression with the same value. It can use its parameters, and variables
 * that hold strings, numbers, booleans, null, or lists and plain objects of them. Their values are copied when `expr` is called. The list may
 * have such constants, too.
 *
 * @throws PipelineError `PIPELINE_OUTSIDE_BODY`, `PIPELINE_OUT_OF_SCOPE`; at compile time `PIPELINE_UNSUPPORTED_SYNTAX`, `PIPELINE_CAPTURED_VARIABLE`
 * @see https://argo-workflows.readthedocs.io/en/latest/variables/#expression
 * @example
 * ```ts
 * import { draw, notify, total } from './components.generated.ts';
 *
 * export default pipeline('tell', { count: 5 }, ({ count }) => {
 *   const sum = total({ values: draw({ count }) });
 *   notify({ text: expr([sum, count], (s, n) => `The mean is ${s / n}.`) });
 * });
 * ```
 */
export function expr<const TInputs extends readonly unknown[], T>(
  inputs: TInputs & Listed<TInputs>,
  compute: (...values: ValuesOf<TInputs>) => T,
): Output<T> {
  return withCallerLocation(expr, () => {
    const scope = currentScope('expr');
    const formula = createFormula(inputs, compute, { scope, site: captureSite(expr), called: 'expr' });
    return createHandle<T>(expressionSource(formula));
  });
}
