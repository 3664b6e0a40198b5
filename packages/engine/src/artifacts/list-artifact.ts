import type { Artifact } from '@tiphys/models';
import type { ArtifactContext } from './artifact-context.ts';
import { readLocation } from './locations/artifact-location.ts';
import { findRemoteObject } from './locations/remote-object.ts';
import { listS3 } from './remote/s3-artifact.ts';

/**
 * Returns the keys of the files in the folder that an artifact names, sorted by their bytes.
 *
 * @throws Error with Argo's message if there is no such folder, or if the location cannot be listed
 */
export async function listArtifact(artifact: Artifact, context: ArtifactContext): Promise<readonly string[]> {
  const location = readLocation(artifact, context.repository);
  if (location.kind === 'none')
    throw new Error('the source names no location; set the key of a folder, such as `s3: {key: FOLDER}`');
  if (location.kind !== 'key')
    throw new Error(
      'ListObjects is currently not supported for this artifact type, but it will be in a future version',
    );
  const { bucket, isOwn, key } = location;
  const remote = findRemoteObject(location, context);
  if (remote !== undefined) return listS3(remote, context);
  const store = context.store.storeOf(location);
  const keys = await store.list(key);
  if (keys.length > 0) return keys;
  const found = store.find(key);
  found?.close();
  if (found !== undefined) return [];
  if (isOwn || bucket === undefined || context.store.knowsBucket(bucket.id))
    throw new Error(`no key found of name ${key}`);
  throw new Error(
    `no task of this run has saved a file under the key "${key}", and local runs do not read the ${bucket.kind} bucket "${bucket.name}". Use --remote-bucket ${bucket.name} to use the real one`,
  );
}
