import type { SourceLocation } from '@tiphys/signature/model';

/** Details of a {@link PipelineError}, besides its code and message. */
export interface PipelineErrorDetails {
  readonly location?: SourceLocation | undefined;
  readonly cause?: unknown;
}

/** Thrown if a component or a pipeline cannot be generated, compiled or loaded because of a mistake in the user's code. */
export class PipelineError extends Error {
  /** Error code, `PIPELINE_...`. */
  readonly code: string;
  /** Location of the mistake, if it is known. */
  readonly location: SourceLocation | undefined;

  constructor(code: string, message: string, details: PipelineErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'PipelineError';
    this.code = code;
    this.location = details.location;
  }
}
