import type { Artifact } from '@tiphys/models';
import type { FileOptions } from '../../ir/component/definition.ts';

const STRATEGIES = {
  never: 'OnWorkflowCompletion',
  'with-workflow': 'OnWorkflowDeletion',
  always: 'Never',
} as const;

/** Returns an output artifact that is stored as its options say. A location with only a key is one in the artifact repository, of whatever kind it is. */
export function fileArtifact(
  artifact: Pick<Artifact, 'name' | 'path'>,
  { archive = 'none', key, keep, optional }: FileOptions = {},
): Artifact {
  return {
    ...artifact,
    archive: { [archive]: {} },
    ...(key === undefined ? {} : { s3: { key } }),
    ...(keep === undefined ? {} : { artifactGC: { strategy: STRATEGIES[keep] } }),
    ...(optional === true ? { optional } : {}),
  };
}
