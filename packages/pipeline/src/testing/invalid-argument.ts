import { PipelineError } from '../pipeline-error.ts';

/** Creates the error for a wrong argument of a function for tests. */
export function invalidArgument(message: string): PipelineError {
  return new PipelineError('PIPELINE_TEST_INVALID_ARGUMENT', message);
}
