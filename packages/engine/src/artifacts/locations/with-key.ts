import type { Artifact, ArtifactLocation } from '@tiphys/models';

/** Fields of a location that hold its key. */
const KEY_FIELDS = { azure: 'blob', gcs: 'key', hdfs: 'path', oss: 'key', plugin: 'key' } as const;

/** Returns an artifact with a key in the artifact repository, in S3 unless that is of another kind. */
export function withKey(artifact: Artifact, key: string, repository: ArtifactLocation = {}): Artifact {
  for (const [kind, field] of Object.entries(KEY_FIELDS))
    if (repository[kind as keyof typeof KEY_FIELDS] !== undefined)
      return { ...artifact, [kind]: { [field]: key } } as Artifact;
  // TypeScript cannot see that the spread artifact has no other location.
  return { ...artifact, s3: { key } } as Artifact;
}
