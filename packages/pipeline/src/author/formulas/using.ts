import { findRefused } from '../../ir/constant.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { withCallerLocation } from '../tracing/with-caller-location.ts';
import { bindConstants, copyConstant } from './arrow-function.ts';

/** A value that JSON can represent. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/**
 * Returns a function with constants for `expr`, `when` and settings: `using({ limit }, ({ limit }, n) => n > limit)`.
 *
 * Modules that `tiphys` loads do not need it, nor do tests under Node.js, because the variables that a function captures are known there. Code
 * that is bundled or minified does.
 *
 * @throws PipelineError `PIPELINE_NOT_A_FUNCTION`, `PIPELINE_UNSUPPORTED_VALUE`
 * @example
 * ```ts
 * import { draw, notify, total } from './components.generated.ts';
 *
 * const limit = 100;
 *
 * export default pipeline('warn', { count: 5 }, ({ count }) => {
 *   const sum = total({ values: draw({ count }) });
 *   when([sum], using({ limit }, ({ limit }, s) => s > limit), () => notify({ text: 'That is a lot.' }));
 * });
 * ```
 */
export function using<
  TConstants extends { readonly [key: string]: Json | undefined },
  TValues extends readonly unknown[],
  T,
>(constants: TConstants, run: (constants: TConstants, ...values: TValues) => T): (...values: TValues) => T {
  return withCallerLocation(using, () => bind(constants, run));
}

function bind<TConstants, TValues extends readonly unknown[], T>(
  constants: TConstants,
  run: (constants: TConstants, ...values: TValues) => T,
): (...values: TValues) => T {
  if (typeof run !== 'function')
    throw new PipelineError(
      'PIPELINE_NOT_A_FUNCTION',
      'using needs a function after the constants: using({ limit }, ({ limit }, n) => n > limit).',
    );
  const copy = copyConstant(constants);
  const found = findRefused(copy);
  if (found !== undefined || copy.kind !== 'object') throw notConstant(found);
  const made = (...values: TValues): T => run(constants, ...values);
  // The number of parameters tells a condition from a body.
  Object.defineProperty(made, 'length', { value: Math.max(run.length - 1, 0), configurable: true });
  bindConstants(made, run as (...values: never[]) => unknown, copy);
  return made;
}

function notConstant(found: ReturnType<typeof findRefused>): PipelineError {
  if (found === undefined || found.path.length === 0)
    return new PipelineError(
      'PIPELINE_UNSUPPORTED_VALUE',
      'The constants of using must be an object: using({ limit }, ({ limit }, n) => n > limit).',
    );
  return new PipelineError(
    'PIPELINE_UNSUPPORTED_VALUE',
    `The constant "${found.path.join('.')}" is ${found.part.what}. ${found.part.advice}.`,
  );
}
