import type { ArtifactLocation, WorkflowSpec } from '@tiphys/models';
import type { ArtifactOptions, PipelineSettings } from '../../ir/settings/pipeline-settings.ts';

const STRATEGIES = {
  never: 'OnWorkflowCompletion',
  'with-workflow': 'OnWorkflowDeletion',
  always: 'Never',
} as const satisfies Record<NonNullable<ArtifactOptions['keep']>, string>;

/** Returns the fields of a workflow that say where files are stored, and for how long. */
export function artifactFields({
  artifacts = {},
}: PipelineSettings): Pick<WorkflowSpec, 'archiveLogs' | 'artifactGC' | 'artifactRepositoryRef'> {
  const { repository, keep, logs } = artifacts;
  const found = repository?.repository;
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

/** Returns where the templates of a pipeline store files, if it has a repository of its own. */
export function archiveLocationOf({ artifacts }: PipelineSettings): ArtifactLocation | undefined {
  const found = artifacts?.repository?.repository;
  return found !== undefined && 'location' in found ? found.location : undefined;
}
