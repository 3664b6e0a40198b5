import type { runsCodes } from './codes.ts';

/** Code of a {@link RunsError}. */
export type RunsCode = keyof typeof runsCodes;

/**
 * Returns a message that names commands of Tiphys.
 *
 * @param flags the options that lead the commands to the place of the run, with a space before each
 */
export type AdvisingMessage = (flags: string) => string;

/** Thrown if an operation on a run is not possible. */
export class RunsError extends Error {
  readonly code: RunsCode;
  /** The name of the run that the error is about, if there is one. */
  readonly run: string | undefined;
  readonly #message: AdvisingMessage;

  constructor(
    code: RunsCode,
    message: string | AdvisingMessage,
    options: { readonly run?: string; readonly cause?: unknown } = {},
  ) {
    const write = typeof message === 'string' ? () => message : message;
    super(write(''), options.cause === undefined ? {} : { cause: options.cause });
    this.#message = write;
    this.name = 'RunsError';
    this.code = code;
    this.run = options.run;
  }

  /** Returns the same error, in whose message commands have the options that lead them to the place of the run, with a space before each. */
  withFlags(flags: string): RunsError {
    return new RunsError(this.code, this.#message(flags), {
      ...(this.run !== undefined && { run: this.run }),
      cause: this,
    });
  }
}

/** Tells whether an error means that there is no run with the given name. */
export function isUnknownRun(error: unknown): error is RunsError {
  return error instanceof RunsError && error.code === 'RUNS_UNKNOWN_RUN';
}
