import { type CallSite, locate } from '../../ir/call-site.ts';
import { PipelineError } from '../../pipeline-error.ts';

/** Maximum nesting of templates. Argo stops a run at a depth of 100. */
const MAXIMUM_DEPTH = 95;

/**
 * Checks how deeply templates are nested.
 *
 * @throws PipelineError `PIPELINE_TOO_DEEP`
 */
export function assertDepth(depth: number, site: CallSite | undefined): void {
  if (depth < MAXIMUM_DEPTH) return;
  throw new PipelineError(
    'PIPELINE_TOO_DEEP',
    `Loops, branches and pipelines are nested too deeply: they need ${depth} levels of templates, and Argo stops a run at 100. Reduce the nesting.`,
    { location: site === undefined ? undefined : locate(site) },
  );
}
