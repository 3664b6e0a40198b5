/** What an {@link EngineError} is made of. */
export interface EngineErrorDetails {
  readonly message: string;
  /** Path of the file that the error is about, when there is one. */
  readonly path?: string | undefined;
  readonly cause?: unknown;
}

/** Thrown when a run cannot go on because of the user's input or of the world around it; a workflow that merely fails is no error. */
export class EngineError extends Error {
  /** Stable name of the mistake, `ENGINE_...`. */
  readonly code: string;
  readonly path: string | undefined;

  constructor(code: string, details: EngineErrorDetails) {
    super(details.message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'EngineError';
    this.code = code;
    this.path = details.path;
  }
}
