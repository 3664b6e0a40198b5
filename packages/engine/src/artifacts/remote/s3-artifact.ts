import path from 'node:path';
import type { S3Artifact } from '@tiphys/models';
import type { HeldPlace } from '../../confined/place.ts';
import { placeAt } from '../../confined/place.ts';
import { RefusedPathError } from '../../confined/refused-path-error.ts';
import { openRegularFile } from '../../confined/regular-file.ts';
import { makePlace } from '../../confined/resolve-path.ts';
import { viewOf } from '../../confined/view.ts';
import { walkTree } from '../../confined/walk-tree.ts';
import { LimitError } from '../../contract/limits.ts';
import { bodyOf, writeContent } from './http-artifact.ts';
import type { RemoteContext } from './remote-context.ts';
import { openS3Bucket, type S3Bucket } from './s3-bucket.ts';

/** An object or folder of a bucket. */
export interface S3Object {
  readonly location: S3Artifact;
  readonly key: string;
}

/**
 * Downloads an object, or the objects of a folder, to a new path that no pod can reach. Returns whether there was one.
 *
 * @throws Error with Argo's message
 */
export async function downloadS3(
  { location, key }: S3Object,
  target: string,
  context: RemoteContext,
): Promise<boolean> {
  const bucket = openS3Bucket(location, context);
  const reply = key.endsWith('/') ? undefined : await bucket.open(key);
  if (reply === undefined) return downloadFolder(bucket, { key, target, context });
  const place = placeAt(context.files, target);
  try {
    await writeContent(reply, place, context);
  } finally {
    place.close();
  }
  return true;
}

interface FolderRequest {
  readonly key: string;
  readonly target: string;
  readonly context: RemoteContext;
}

async function downloadFolder(bucket: S3Bucket, { key, target, context }: FolderRequest): Promise<boolean> {
  const prefix = `${key.replace(/\/+$/, '')}/`;
  const keys = await listFiles(bucket, prefix, context);
  if (keys.length === 0) return false;
  const { files } = context;
  files.mkdirSync(target);
  for (const found of keys) {
    const name = found.slice(prefix.length);
    if (name.split('/').includes('..') || name.includes('\0'))
      throw new RefusedPathError(`the key ${JSON.stringify(found)} leads out of the artifact`);
    const reply = await bucket.open(found);
    if (reply === undefined) continue;
    const place = makePlace(files, viewOf(target), name);
    try {
      await writeContent(reply, place, context);
    } finally {
      place.close();
    }
  }
  return true;
}

async function listFiles(
  bucket: S3Bucket,
  prefix: string,
  { limits }: RemoteContext,
): Promise<readonly string[]> {
  const keys = (await bucket.list(prefix)).filter((key) => !key.endsWith('/') && key.startsWith(prefix));
  if (keys.length > limits.archiveEntries)
    throw new LimitError(
      'the folder in the bucket has too many files',
      'archiveEntries',
      limits.archiveEntries,
    );
  return keys;
}

/**
 * Uploads a file, or each file of a folder. Links are left out.
 *
 * @throws Error with Argo's message
 */
export async function uploadS3(
  { location, key }: S3Object,
  source: HeldPlace,
  context: RemoteContext,
): Promise<void> {
  const bucket = openS3Bucket(location, context);
  if (location.createBucketIfNotPresent !== undefined) await bucket.create();
  for await (const { name, place, stats } of walkTree(context.files, source, '')) {
    if (!stats.isFile()) continue;
    const file = openRegularFile(context.files, place, name);
    try {
      await bucket.put(name === '' ? key : path.posix.join(key, name), bodyOf(file));
    } finally {
      file.close();
    }
  }
}

/** Returns the keys of the files in a folder of a bucket, or the key itself if it is a file. */
export async function listS3(
  { location, key }: S3Object,
  context: RemoteContext,
): Promise<readonly string[]> {
  const bucket = openS3Bucket(location, context);
  const keys = await listFiles(
    bucket,
    key === '' ? '' : `${path.posix.normalize(key).replace(/\/$/, '')}/`,
    context,
  );
  return keys;
}

/** Removes an object, or the objects of a folder. */
export async function removeS3({ location, key }: S3Object, context: RemoteContext): Promise<void> {
  const bucket = openS3Bucket(location, context);
  const inner = await listFiles(bucket, `${key.replace(/\/+$/, '')}/`, context);
  for (const found of inner) await bucket.remove(found);
  if (!key.endsWith('/')) await bucket.remove(key);
}
