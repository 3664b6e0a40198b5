import type { PersistentVolumeClaim, WorkflowSpec } from '@tiphys/models';
import { PipelineError } from '../../pipeline-error.ts';

/** A volume that Argo creates for each run. */
export interface RunClaim {
  readonly fields: PersistentVolumeClaim;
  /** Whether it stays after a run that failed. @default 'never' */
  readonly keep: 'never' | 'on-failure' | undefined;
}

/**
 * Returns the fields of a workflow for the volumes of its runs.
 *
 * @throws PipelineError `PIPELINE_INVALID_OPTION` if some should stay after a failure, and others should not
 */
export function volumesOf(
  claims: readonly RunClaim[],
): Pick<WorkflowSpec, 'volumeClaimGC' | 'volumeClaimTemplates'> {
  if (claims.length === 0) return {};
  const keeps = new Set(claims.map(({ keep = 'never' }) => keep));
  if (keeps.size > 1)
    throw new PipelineError(
      'PIPELINE_INVALID_OPTION',
      'Argo deletes all volumes of a run at the same time. Give volume.perRun(...) and the workspace the same "keep".',
    );
  return {
    volumeClaimGC: { strategy: keeps.has('never') ? 'OnWorkflowCompletion' : 'OnWorkflowSuccess' },
    volumeClaimTemplates: claims.map(({ fields }) => fields),
  };
}
