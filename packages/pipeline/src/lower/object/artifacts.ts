import type { ArtifactLocation, WorkflowSpec } from '@tiphys/models';
import type { ArtifactOptions, PipelineSettings } from '../../ir/settings/pipeline-settings.ts';
import type { Repository } from '../../ir/surface/repository.ts';

const STRATEGIES = {
  never: 'OnWorkflowCompletion',
  'with-workflow': 'OnWorkflowDeletion',
  always: 'Never',
} as const satisfies Record<NonNullable<ArtifactOptions['keep']>, string>;

/**
 * Returns the fields of a workflow that say where files are stored, and for how long.
 *
 * @param found where files are stored; undefined for the repository of the cluster
 */
export function artifactFields(
  { artifacts = {} }: PipelineSettings,
  found: Repository['repository'] | undefined,
): Pick<WorkflowSpec, 'archiveLogs' | 'artifactGC' | 'artifactRepositoryRef'> {
  const { keep, logs } = artifacts;
  return {
    ...(logs === undefined ? {} : { archiveLogs: logs }),
    ...(keep === undefined ? {} : { artifactGC: { strategy: STRATEGIES[keep] } }),
    ...(found === undefined || !('configMap' in found)
      ? {}
      : {
          artifactRepositoryRef: {
            configMap: found.configMap,
            ...(found.key === undefined ? {} : { key: found.key }),
          },
        }),
  };
}

/** Returns where templates store files, if the manifest describes the repository. */
export function archiveLocationOf(found: Repository['repository'] | undefined): ArtifactLocation | undefined {
  return found !== undefined && 'location' in found ? found.location : undefined;
}
