import type { Artifact } from '@tiphys/models';
import { ARTIFACT_LOCATIONS } from '@tiphys/models/facts';

/** A header of an HTTP request. */
export interface HttpHeader {
  readonly name: string;
  readonly value: string;
}

/** The place that an artifact is read from or written to. */
export type LocalLocation =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'raw'; readonly data: string }
  | { readonly kind: 'http'; readonly url: string; readonly headers: readonly HttpHeader[] }
  | { readonly kind: 'unsupported'; readonly reason: string }
  | { readonly kind: 'none' };

/** Reads the location of an artifact. A key without a bucket is a key in the store of the run. */
export function readLocation(artifact: Artifact): LocalLocation {
  const kind = ARTIFACT_LOCATIONS.find((candidate) => artifact[candidate] !== undefined);
  switch (kind) {
    case undefined:
      return { kind: 'none' };
    case 'raw':
      return { kind: 'raw', data: artifact.raw?.data ?? '' };
    case 'http':
      if (artifact.http?.auth !== undefined)
        return {
          kind: 'unsupported',
          reason:
            'local runs do not support authentication for its location "http"; use a header or a public file',
        };
      return { kind: 'http', url: artifact.http?.url ?? '', headers: artifact.http?.headers ?? [] };
    case 'gcs':
    case 'oss':
    case 's3':
      return keyLocation(kind, artifact[kind] ?? {});
    case 'azure':
      return keyLocation(kind, { key: artifact.azure?.blob, bucket: artifact.azure?.container });
    default:
      return unsupported(artifact, kind);
  }
}

interface ObjectLocation {
  readonly key?: string | undefined;
  readonly bucket?: string | undefined;
  readonly endpoint?: string | undefined;
}

function keyLocation(kind: string, location: ObjectLocation): LocalLocation {
  if (location.bucket || location.endpoint) {
    return {
      kind: 'unsupported',
      reason: `it names the ${kind} bucket "${location.bucket ?? location.endpoint}", but local runs store artifacts in their own folder; remove the bucket`,
    };
  }
  return location.key === undefined || location.key === ''
    ? { kind: 'none' }
    : { kind: 'key', key: location.key };
}

function unsupported(artifact: Artifact, kind: string): LocalLocation {
  return {
    kind: 'unsupported',
    reason: `local runs do not support its location "${kind}"; use a key without a bucket, a URL, or raw data${artifact.optional === true ? ', or leave it out' : ''}`,
  };
}
