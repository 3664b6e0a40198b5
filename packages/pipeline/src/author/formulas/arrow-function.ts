import type { ArrowFunction } from '../../ir/arrow-function.ts';
import type { CallSite } from '../../ir/call-site.ts';
import { type Constant, type FunctionConstants, readConstant } from '../../ir/constant.ts';
import { sharedSlot } from '../../ir/shared-slot.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { readCaptured } from '../../source/function-source.ts';
import { findSource } from '../handles/handle.ts';

type AnyFunction = (...values: never[]) => unknown;

/** The functions that {@link bindConstants} returned, with what they were made from. */
const bound = sharedSlot(
  'bound-constants',
  () => new WeakMap<object, { readonly run: AnyFunction; readonly constants: Constant }>(),
);

/** Stores the constants that a function gets as its first parameter. `made` is the function without that parameter. */
export function bindConstants(made: AnyFunction, run: AnyFunction, constants: Constant): void {
  bound.set(made, { run, constants });
}

/**
 * Reads an arrow function of the user, with copies of the variables that it captures.
 *
 * Call it in the function of this package that the user called, because captured variables may change later. `translateArrow` translates
 * the result.
 *
 * @param called Name of the option or function for messages: `retry.if`
 * @throws PipelineError `PIPELINE_NOT_A_FUNCTION`, `PIPELINE_CAPTURED_VARIABLE` if a captured variable has no value yet
 */
export function readArrow(
  given: unknown,
  { called, site }: { readonly called: string; readonly site: CallSite },
): ArrowFunction {
  if (typeof given !== 'function')
    throw new PipelineError('PIPELINE_NOT_A_FUNCTION', `${called} must be a function: (value) => ...`);
  // It is a function, and only its source is read.
  const run = given as AnyFunction;
  const known = bound.get(run);
  if (known === undefined) return { run, site, constants: constantsOf(run, []) };
  return { run: known.run, site, constants: constantsOf(known.run, [known.constants]) };
}

/** Returns the constants of a function: those of its parameters, and the variables that it captures now. */
function constantsOf(run: AnyFunction, parameters: readonly (Constant | undefined)[]): FunctionConstants {
  const readAgain = (): ReadonlyMap<string, Constant> | undefined => capturedBy(run);
  return { parameters, captured: readAgain(), readAgain };
}

/** Copies a value that the user passed as a constant, or a variable that a function captures. */
export function copyConstant(value: unknown): Constant {
  return readConstant(value, (one) => findSource(one) !== undefined);
}

function capturedBy(run: AnyFunction): ReadonlyMap<string, Constant> | undefined {
  const values = readValues(run);
  return values && new Map(Object.entries(values).map(([name, value]) => [name, copyConstant(value)]));
}

function readValues(run: AnyFunction): Readonly<Record<string, unknown>> | undefined {
  try {
    return readCaptured(run);
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    throw new PipelineError(
      'PIPELINE_CAPTURED_VARIABLE',
      `The function uses a variable that has no value yet: ${error.message}. Declare it before this call.`,
    );
  }
}
