import type { Artifact, ArtifactLocation, GitArtifact, HTTPArtifact, S3Artifact } from '@tiphys/models';
import { ARTIFACT_LOCATIONS, type ArtifactLocationName } from '@tiphys/models/facts';

/** A bucket, container or server that an artifact names. */
export interface Bucket {
  /** The field of the location, such as `gcs`. */
  readonly kind: ArtifactLocationName;
  /** The name to show and to give to `--remote-bucket`. */
  readonly name: string;
  /** Differs for buckets of the same name at different endpoints. */
  readonly id: string;
  /** How to reach a bucket of S3. */
  readonly s3?: S3Artifact;
}

/** The place that an artifact is read from or written to. */
export type LocalLocation =
  | {
      readonly kind: 'key';
      readonly key: string;
      /** The bucket that the artifact or the repository names, if any. */
      readonly bucket?: Bucket | undefined;
      /** Whether it is in the artifact repository of the run. */
      readonly isOwn: boolean;
      /** Whether the bucket of the repository is known, so that other buckets are surely different. */
      readonly isSure: boolean;
    }
  | { readonly kind: 'raw'; readonly data: string }
  | { readonly kind: 'http'; readonly http: HTTPArtifact }
  | { readonly kind: 'git'; readonly git: GitArtifact }
  | { readonly kind: 'none' };

/**
 * Reads the location of an artifact. A key without a bucket is a key in the repository: the `archiveLocation` of the pod's template.
 * See docs/semantics/artifacts-and-volumes.md#only-a-key.
 */
export function readLocation(artifact: Artifact, repository?: ArtifactLocation): LocalLocation {
  const kind = ARTIFACT_LOCATIONS.find((candidate) => artifact[candidate] !== undefined);
  switch (kind) {
    case undefined:
      return { kind: 'none' };
    case 'raw':
      return { kind: 'raw', data: artifact.raw?.data ?? '' };
    case 'http':
      return artifact.http?.url ? { kind: 'http', http: artifact.http } : { kind: 'none' };
    case 'git':
      return artifact.git?.repo ? { kind: 'git', git: artifact.git } : { kind: 'none' };
    default:
      return keyLocation(kind, artifact, repository);
  }
}

function keyLocation(
  kind: ArtifactLocationName,
  artifact: ArtifactLocation,
  repository: ArtifactLocation | undefined,
): LocalLocation {
  const key = keyOf(artifact);
  if (key === '') return { kind: 'none' };
  const named = bucketOf(kind, artifact);
  const own = repository === undefined ? undefined : bucketOfLocation(repository);
  const isSure = own !== undefined;
  // The repository of the run is the same place whether an artifact names it or not.
  const isOwn = named === undefined || named.id === own?.id;
  return { kind: 'key', key, bucket: named ?? own, isOwn, isSure };
}

/** Returns the key, path or URL of a location; empty if it has none. */
export function keyOf(location: ArtifactLocation): string {
  const { artifactory, azure, gcs, hdfs, oss, s3, plugin } = location;
  if (artifactory !== undefined) return pathOfUrl(artifactory.url ?? '');
  return azure?.blob ?? gcs?.key ?? hdfs?.path ?? oss?.key ?? s3?.key ?? plugin?.key ?? '';
}

function pathOfUrl(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}

/** Returns the bucket that a repository or location names; undefined if it names none. */
export function bucketOfLocation(location: ArtifactLocation): Bucket | undefined {
  const kind = ARTIFACT_LOCATIONS.find((candidate) => location[candidate] !== undefined);
  return kind === undefined ? undefined : bucketOf(kind, location);
}

function bucketOf(kind: ArtifactLocationName, location: ArtifactLocation): Bucket | undefined {
  const { artifactory, azure, gcs, hdfs, oss, s3, plugin } = location;
  switch (kind) {
    case 'artifactory':
      return bucket(kind, URL.canParse(artifactory?.url ?? '') ? new URL(artifactory?.url ?? '').host : '');
    case 'azure':
      return bucket(kind, azure?.container, azure?.endpoint);
    case 'gcs':
      return bucket(kind, gcs?.bucket);
    case 'hdfs':
      return bucket(kind, hdfs?.addresses?.join(','));
    case 'oss':
      return bucket(kind, oss?.bucket, oss?.endpoint);
    case 'plugin':
      return bucket(kind, plugin?.configuration === undefined ? '' : plugin.name, plugin?.configuration);
    case 's3': {
      const found = bucket(kind, s3?.bucket, s3?.endpoint);
      return found && s3 && { ...found, s3 };
    }
    default:
      return undefined;
  }
}

function bucket(
  kind: ArtifactLocationName,
  name: string | undefined,
  endpoint: string | undefined = '',
): Bucket | undefined {
  const shown = name || endpoint;
  return shown === '' ? undefined : { kind, name: shown, id: JSON.stringify([kind, name ?? '', endpoint]) };
}
