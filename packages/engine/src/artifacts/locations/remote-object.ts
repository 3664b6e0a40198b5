import type { S3Object } from '../remote/s3-artifact.ts';
import type { LocalLocation } from './artifact-location.ts';

/** Returns the object of a bucket that the user wants to be used for real; undefined if the key is in a folder of the run. */
export function findRemoteObject(
  location: Extract<LocalLocation, { kind: 'key' }>,
  { remoteBuckets }: { readonly remoteBuckets: readonly string[] },
): S3Object | undefined {
  const { bucket, key } = location;
  if (bucket?.s3 === undefined) return undefined;
  const isRemote = remoteBuckets.includes('*') || remoteBuckets.includes(bucket.name);
  return isRemote ? { location: bucket.s3, key } : undefined;
}
