import { captureSite, locate } from '../../ir/call-site.ts';
import { PipelineError } from '../../pipeline-error.ts';

type AnyFunction = (...values: never[]) => unknown;

/** Runs a function, and adds the location of the caller of `called` to its errors. */
export function withCallerLocation<T>(called: AnyFunction, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw addCallerLocation(error, called);
  }
}

/** Adds the location of the caller of `called` to an error of the user, unless it already has one. */
export function addCallerLocation(error: unknown, called: AnyFunction): unknown {
  if (!(error instanceof PipelineError) || error.location !== undefined) return error;
  const location = locate(captureSite(called));
  if (location === undefined) return error;
  const located = new PipelineError(error.code, error.message, { location, cause: error.cause });
  Error.captureStackTrace(located, called);
  return located;
}
