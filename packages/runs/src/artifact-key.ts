import type { Artifact } from '@tiphys/models';

/** Returns the key of an artifact in its repository, or undefined if it has none, such as raw data. */
export function keyOfArtifact({ s3, gcs, oss, azure }: Artifact): string | undefined {
  return s3?.key ?? gcs?.key ?? oss?.key ?? azure?.blob;
}
