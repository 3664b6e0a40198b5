import type { SourceLocation } from '@tiphys/signature/model';

/** What a {@link PipelineError} is made of. */
export interface PipelineErrorDetails {
  readonly message: string;
  readonly location?: SourceLocation | undefined;
  readonly cause?: unknown;
}

/** Thrown when a component or a pipeline cannot be generated, compiled or loaded because of a mistake in what the user wrote. */
export class PipelineError extends Error {
  /** Stable name of the mistake, `PIPELINE_...`. */
  readonly code: string;
  /** Where the mistake stands, when it is known. */
  readonly location: SourceLocation | undefined;

  constructor(code: string, details: PipelineErrorDetails) {
    super(details.message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'PipelineError';
    this.code = code;
    this.location = details.location;
  }
}
