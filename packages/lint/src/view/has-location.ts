import type { Artifact } from './argument-fields.ts';

/** Tells whether an artifact has a location, or at least a key in the artifact repository. */
export function hasLocation(artifact: Artifact): boolean {
  const { s3, gcs, oss, azure, hdfs, artifactory, http, git, raw, plugin } = artifact;
  return Boolean(
    raw ||
      plugin ||
      hdfs ||
      s3?.key ||
      gcs?.key ||
      oss?.key ||
      azure?.blob ||
      artifactory?.url ||
      http?.url ||
      git?.repo,
  );
}
