import type { Pipeline } from '../author/pipeline.ts';
import { PipelineError } from '../pipeline-error.ts';
import { locate } from './call-site.ts';

/** Runs a function; a mistake found there that has no place yet gets that of the pipeline. */
export function withPipelineLocation<T>(pipeline: Pipeline, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof PipelineError) || error.location !== undefined) throw error;
    const location = locate(pipeline.site);
    throw new PipelineError(error.code, { message: error.message, location, cause: error.cause });
  }
}
