import { type CallSite, locate } from '../../ir/call-site.ts';
import { PipelineError } from '../../pipeline-error.ts';

/** Runs a function, and adds the location of the pipeline to errors without a location. */
export function withPipelineLocation<T>(pipeline: { readonly site: CallSite }, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof PipelineError) || error.location !== undefined) throw error;
    const location = locate(pipeline.site);
    throw new PipelineError(error.code, error.message, { location, cause: error.cause });
  }
}
