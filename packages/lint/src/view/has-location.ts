import type { Artifact } from './argument-fields.ts';

/** Tells whether an artifact says where it lies, or at least under which key of the artifact repository. */
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
