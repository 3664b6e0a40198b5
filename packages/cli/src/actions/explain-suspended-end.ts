import type { Workflow } from '@tiphys/models';
import type { PlaceRuns } from '../place/place.ts';

/**
 * Returns what to add about a workflow of a cluster that is to end while it is suspended: Argo's controller does nothing with it until it is resumed.
 * A local run ends nevertheless.
 */
export async function explainSuspendedEnd(
  _before: Workflow,
  { metadata, spec }: Workflow,
  runs: Pick<PlaceRuns, 'folderOf'>,
): Promise<string> {
  const isLocal = runs.folderOf(metadata.name ?? '') !== undefined;
  return spec.suspend === true && !isLocal ? '; it is suspended, and may only end when it is resumed' : '';
}
