import type { runsCodes } from './codes.ts';

/** Code of a {@link RunsError}. */
export type RunsCode = keyof typeof runsCodes;

/** Thrown if an operation on a run is not possible. */
export class RunsError extends Error {
  readonly code: RunsCode;
  /** The name of the run that the error is about, if there is one. */
  readonly run: string | undefined;

  constructor(
    code: RunsCode,
    message: string,
    options: { readonly run?: string; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = 'RunsError';
    this.code = code;
    this.run = options.run;
  }
}

/** Tells whether an error means that there is no run with the given name. */
export function isUnknownRun(error: unknown): error is RunsError {
  return error instanceof RunsError && error.code === 'RUNS_UNKNOWN_RUN';
}
