import type { SourceLocation } from '@tiphys/signature/model';
import { PipelineError } from '../pipeline-error.ts';
import { noteRefusal } from './trace-state.ts';

/** How an output was used as if its value were known. */
export interface RefusedUse {
  /** `PIPELINE_OUTPUT_AS_VALUE` unless another one is given. */
  readonly code?: string;
  /** The output at the start of a sentence: ``The output `flag` ``. */
  readonly subject: string;
  /** What it cannot do: `decide an if`. */
  readonly cannot?: string | undefined;
  /** What follows, in place of "it cannot ...". */
  readonly consequence?: string | undefined;
  /** What to write instead, as sentences. */
  readonly advice: string;
  readonly location: SourceLocation | undefined;
}

/** Returns the error about an output that was used as a value; it ends the compilation even if the pipeline's body catches it. */
export function refuseOutput({
  code,
  subject,
  cannot,
  consequence = `it cannot ${cannot}`,
  advice,
  location,
}: RefusedUse): PipelineError {
  const message = `${subject} is known only when the workflow runs, so ${consequence}. ${advice}`;
  const error = new PipelineError(code ?? 'PIPELINE_OUTPUT_AS_VALUE', { message, location });
  noteRefusal(error);
  return error;
}
