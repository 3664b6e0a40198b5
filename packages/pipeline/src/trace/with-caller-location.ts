import { PipelineError } from '../pipeline-error.ts';
import { captureSite, locate } from './call-site.ts';

type AnyFunction = (...values: never[]) => unknown;

/** Runs a function; a mistake found there gets the place that called `called`. */
export function withCallerLocation<T>(called: AnyFunction, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw addCallerLocation(error, called);
  }
}

/** Returns an error with the place that called `called`, unless it has a place already or is no mistake of the user. */
export function addCallerLocation(error: unknown, called: AnyFunction): unknown {
  if (!(error instanceof PipelineError) || error.location !== undefined) return error;
  const location = locate(captureSite(called));
  if (location === undefined) return error;
  const located = new PipelineError(error.code, { message: error.message, location, cause: error.cause });
  Error.captureStackTrace(located, called);
  return located;
}
