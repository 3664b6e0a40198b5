/** Details of an {@link EngineError}. */
export interface EngineErrorDetails {
  readonly message: string;
  /** Path of the file that the error is about, if any. */
  readonly path?: string | undefined;
  readonly cause?: unknown;
}

/** Thrown if a run cannot continue because of the user's input or the machine. A workflow that fails is not an error. */
export class EngineError extends Error {
  /** Stable code, `ENGINE_...`. */
  readonly code: string;
  readonly path: string | undefined;

  constructor(code: string, details: EngineErrorDetails) {
    super(details.message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'EngineError';
    this.code = code;
    this.path = details.path;
  }
}
