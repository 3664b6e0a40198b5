/** Options of an {@link EngineError}. */
export interface EngineErrorOptions {
  /** Path of the file that the error is about, if any. */
  readonly path?: string | undefined;
  readonly cause?: unknown;
}

/** Thrown if a run cannot continue because of the user's input or the machine. A workflow that fails is not an error. */
export class EngineError extends Error {
  /** Stable code, `ENGINE_...`. */
  readonly code: string;
  readonly path: string | undefined;

  constructor(code: string, message: string, options: EngineErrorOptions = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = 'EngineError';
    this.code = code;
    this.path = options.path;
  }
}
