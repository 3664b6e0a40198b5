import type { Workflow } from '@tiphys/models';
import type { Place } from '../place/place.ts';

/**
 * Checks that a run of a cluster has not ended. Argo would do nothing and say that it has, or name only what it does not find. Local runs tell by
 * themselves.
 *
 * @param what what cannot be done to it, such as `resumed`
 * @throws RunsError `RUNS_ENDED`
 */
export async function assertNotEnded(
  workflow: Workflow,
  what: string,
  { cluster }: Pick<Place, 'cluster'>,
): Promise<void> {
  if (cluster === undefined) return;
  const { endedRun, hasEnded, phaseOf } = await import('@tiphys/runs');
  if (hasEnded(workflow)) throw endedRun(workflow.metadata.name ?? '', what, phaseOf(workflow));
}
