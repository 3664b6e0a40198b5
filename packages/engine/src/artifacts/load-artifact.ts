import { createHash } from 'node:crypto';
import type { Artifact } from '@tiphys/models';
import { copyTree } from '../confined/copy-tree.ts';
import { placeAt } from '../confined/place.ts';
import { describeError } from '../contract/error-text.ts';
import type { FileSystem } from '../contract/file-system.ts';
import type { Limits } from '../contract/limits.ts';
import { type LocalLocation, readLocation } from './artifact-location.ts';
import type { ArtifactStore, StoredArtifact } from './artifact-store.ts';
import { download } from './download.ts';
import { isTarball, unpackTarball } from './tarball.ts';
import { unpackTo } from './unpacking.ts';
import { unpackZip } from './zip-archive.ts';

/** The stores and limits that artifacts are loaded with. */
export interface LoadContext {
  readonly files: FileSystem;
  readonly store: ArtifactStore;
  readonly limits: Limits;
}

/**
 * Loads an input artifact, unpacked by Argo's rules, to a new path that no pod can reach. Returns whether there was one.
 *
 * @throws Error with Argo's message if it is required and missing
 */
export async function loadArtifact(
  artifact: Artifact,
  target: string,
  source: LoadContext,
): Promise<boolean> {
  const { files } = source;
  const location = readLocation(artifact);
  if (location.kind === 'none') {
    if (artifact.optional === true) return false;
    throw new Error(`required artifact '${artifact.name}' not supplied`);
  }
  if (location.kind === 'unsupported') throw failedToLoad(artifact, location.reason);
  if (location.kind === 'raw') files.writeFileSync(target, location.data);
  else if (location.kind === 'http') {
    const key = await storeDownload(artifact, location, { target, source });
    if (!(await loadKey(artifact, target, { ...source, key }))) return false;
  } else if (!(await loadKey(artifact, target, { ...source, key: location.key }))) return false;
  if (artifact.mode !== undefined) {
    await changeMode(files, target, { mode: artifact.mode, recursive: artifact.recurseMode === true });
  }
  return true;
}

/** Downloads a file into the store, and returns its key. A missing file has a key, too. */
async function storeDownload(
  artifact: Artifact,
  location: Extract<LocalLocation, { kind: 'http' }>,
  { target, source: { files, store } }: { readonly target: string; readonly source: LoadContext },
): Promise<string> {
  const key = `downloads/${createHash('sha256').update(`${target} ${artifact.name}`).digest('hex').slice(0, 16)}`;
  const content = await download(location).catch((error: unknown) => {
    throw failedToLoad(artifact, describeError(error));
  });
  if (content === undefined) return key;
  const place = store.prepare(key);
  try {
    files.writeFileSync(place.location, content);
  } finally {
    place.close();
  }
  return key;
}

async function loadKey(
  artifact: Artifact,
  target: string,
  source: LoadContext & { readonly key: string },
): Promise<boolean> {
  const found = source.store.find(source.key);
  if (found === undefined) {
    if (artifact.optional === true) return false;
    throw failedToLoad(artifact, 'The specified key does not exist.');
  }
  try {
    await bring(artifact, found, target, source);
  } finally {
    found.close();
  }
  return true;
}

async function bring(
  { archive }: Artifact,
  found: StoredArtifact,
  target: string,
  source: LoadContext,
): Promise<void> {
  const { files } = source;
  if (!found.isFolder && archive?.none === undefined) {
    if (archive?.zip !== undefined)
      return unpackTo(files, target, (folder) => unpackZip(found, folder, source));
    if (archive?.tar !== undefined || isTarball(files, found))
      return unpackTo(files, target, (folder) => unpackTarball(found, folder, source));
  }
  const place = placeAt(files, target);
  try {
    await copyTree(files, found, place, { shownPath: found.name });
  } finally {
    place.close();
  }
}

function failedToLoad(artifact: Artifact, reason: string): Error {
  return new Error(`artifact ${artifact.name} failed to load: ${reason}`);
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
