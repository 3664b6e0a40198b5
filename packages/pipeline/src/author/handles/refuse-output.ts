import type { SourceLocation } from '@tiphys/signature/model';
import { PipelineError } from '../../pipeline-error.ts';
import { noteRefusal } from '../tracing/trace-state.ts';

/** A use of an output as a plain value. */
export interface RefusedUse {
  /** Error code. @default 'PIPELINE_OUTPUT_AS_VALUE' */
  readonly code?: string;
  /** The output, as the subject of the message: ``The output `flag` ``. */
  readonly subject: string;
  /** What it cannot do: `be the condition of an if`. */
  readonly cannot?: string | undefined;
  /** The consequence, instead of "it cannot ...". */
  readonly consequence?: string | undefined;
  /** What to write instead, as sentences. */
  readonly advice: string;
  readonly location: SourceLocation | undefined;
}

/** Creates the error for an output used as a value. It ends the compilation even if the body catches it. */
export function refuseOutput({
  code,
  subject,
  cannot,
  consequence = `it cannot ${cannot}`,
  advice,
  location,
}: RefusedUse): PipelineError {
  const message = `${subject} is only known when the workflow runs, so ${consequence}. ${advice}`;
  const error = new PipelineError(code ?? 'PIPELINE_OUTPUT_AS_VALUE', message, { location });
  noteRefusal(error);
  return error;
}
