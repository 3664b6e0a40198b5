import type { Artifact } from '@tiphys/models';
import { copyTree } from '../confined/copy-tree.ts';
import { type HeldPlace, placeAt } from '../confined/place.ts';
import { removeAt } from '../confined/remove-tree.ts';
import { describeError } from '../contract/error-text.ts';
import type { FileSystem } from '../contract/file-system.ts';
import { isTarball, unpackTarball } from './archives/tarball.ts';
import { unpackTo } from './archives/unpacking.ts';
import { unpackZip } from './archives/zip-archive.ts';
import type { ArtifactContext } from './artifact-context.ts';
import { type LocalLocation, readLocation } from './locations/artifact-location.ts';
import { findRemoteObject } from './locations/remote-object.ts';
import { loadGit } from './remote/git-artifact.ts';
import { downloadHttp } from './remote/http-artifact.ts';
import { downloadS3 } from './remote/s3-artifact.ts';

/**
 * Loads an input artifact, unpacked by Argo's rules, to a new path that no pod can reach. Returns whether there was one.
 *
 * @throws Error with Argo's message if it is required and missing
 */
export async function loadArtifact(
  artifact: Artifact,
  target: string,
  context: ArtifactContext,
): Promise<boolean> {
  const { files } = context;
  const location = readLocation(artifact, context.repository);
  if (location.kind === 'none') {
    if (artifact.optional === true) return false;
    throw new Error(`required artifact '${artifact.name}' not supplied`);
  }
  const missing = await bring(artifact, location, { target, context });
  if (missing !== undefined) {
    if (artifact.optional === true) return false;
    throw failedToLoad(artifact, missing);
  }
  if (artifact.mode !== undefined) {
    await changeMode(files, target, { mode: artifact.mode, recursive: artifact.recurseMode === true });
  }
  return true;
}

interface Bringing {
  readonly target: string;
  readonly context: ArtifactContext;
}

/** Brings an artifact to its target. Returns why it is missing; undefined if it is not. */
async function bring(
  artifact: Artifact,
  location: Exclude<LocalLocation, { kind: 'none' }>,
  { target, context }: Bringing,
): Promise<string | undefined> {
  const { files } = context;
  if (location.kind === 'raw') {
    files.writeFileSync(target, location.data);
    return undefined;
  }
  if (location.kind === 'key' && findRemoteObject(location, context) === undefined)
    return bringStored(artifact, location, { target, context });
  const download = `${target}.download`;
  await removeAt(files, download);
  try {
    const missing = await fetchTo(location, download, context).catch((error: unknown) => {
      throw failedToLoad(artifact, describeError(error), error);
    });
    if (missing !== undefined) return missing;
    await unpackDownload(artifact, download, { target, context });
    return undefined;
  } finally {
    await removeAt(files, download);
  }
}

const MISSING_KEY = 'The specified key does not exist.';

type KeyLocation = Extract<LocalLocation, { kind: 'key' }>;

async function bringStored(
  artifact: Artifact,
  location: KeyLocation,
  { target, context }: Bringing,
): Promise<string | undefined> {
  const { files, store } = context;
  const found = store.storeOf(location).find(location.key);
  if (found === undefined) {
    const { bucket, isOwn } = location;
    if (isOwn || bucket === undefined || store.knowsBucket(bucket.id)) return MISSING_KEY;
    // Whether the real bucket has it is unknown, so that even an optional artifact cannot be left out.
    throw failedToLoad(artifact, unknownBucket(bucket));
  }
  try {
    if (!found.isFolder && (await unpack(artifact, found, { target, context }))) return undefined;
    const place = placeAt(files, target);
    try {
      await copyTree(files, found, place, { shownPath: found.name });
    } finally {
      place.close();
    }
    return undefined;
  } finally {
    found.close();
  }
}

function unknownBucket({ kind, name }: NonNullable<KeyLocation['bucket']>): string {
  const what = `no task of this run has saved it, and local runs do not read the ${kind} bucket "${name}"`;
  return kind === 's3'
    ? `${what}. Use --remote-bucket ${name} to use the real one`
    : `${what}. Provide the data in another way, such as an artifact in http or raw`;
}

/** Fetches an artifact from outside the run to a new path. Returns why it is missing; undefined if it is not. */
async function fetchTo(
  location: Exclude<LocalLocation, { kind: 'none' | 'raw' }>,
  download: string,
  context: ArtifactContext,
): Promise<string | undefined> {
  switch (location.kind) {
    case 'git':
      await loadGit(location.git, download, context);
      return undefined;
    case 'http': {
      const place = placeAt(context.files, download);
      try {
        return await downloadHttp(location.http, place, context);
      } finally {
        place.close();
      }
    }
    case 'key': {
      const object = findRemoteObject(location, context);
      const found = object !== undefined && (await downloadS3(object, download, context));
      return found ? undefined : MISSING_KEY;
    }
    default:
      return location satisfies never;
  }
}

async function unpackDownload(artifact: Artifact, download: string, bringing: Bringing): Promise<void> {
  const { files } = bringing.context;
  const place = placeAt(files, download);
  try {
    const isFolder = files.lstatSync(place.location).isDirectory();
    if (isFolder || !(await unpack(artifact, place, bringing))) files.renameSync(download, bringing.target);
  } finally {
    place.close();
  }
}

/** Unpacks a file if it is an archive. Returns whether it is. See docs/semantics/artifacts-and-volumes.md#archives. */
async function unpack(
  { archive }: Artifact,
  found: HeldPlace,
  { target, context }: Bringing,
): Promise<boolean> {
  const { files } = context;
  if (archive?.none !== undefined) return false;
  if (archive?.zip !== undefined)
    await unpackTo(files, target, (folder) => unpackZip(found, folder, context));
  else if (archive?.tar !== undefined || (await isTarball(files, found)))
    await unpackTo(files, target, (folder) => unpackTarball(found, folder, context));
  else return false;
  return true;
}

function failedToLoad(artifact: Artifact, reason: string, cause?: unknown): Error {
  return new Error(`artifact ${artifact.name} failed to load: ${reason}`, { cause });
}

interface ModeChange {
  readonly mode: number;
  readonly recursive: boolean;
}

async function changeMode(files: FileSystem, target: string, change: ModeChange): Promise<void> {
  if (files.lstatSync(target).isSymbolicLink()) return;
  files.chmodSync(target, change.mode);
  if (!change.recursive || !files.statSync(target).isDirectory()) return;
  for (const entry of files.readdirSync(target, { withFileTypes: true })) {
    await changeMode(files, `${target}/${entry.name}`, change);
  }
}
