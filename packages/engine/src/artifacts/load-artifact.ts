import type { Artifact } from '@tiphys/models';
import type { FileSystem } from '../file-system.ts';
import { readLocation } from './artifact-location.ts';
import { type ArtifactStore, copy } from './artifact-store.ts';
import { isTarball, unpackTarball } from './tarball.ts';
import { unpackTo } from './unpacking.ts';
import { unpackZip } from './zip-archive.ts';

/** Where artifacts come from. */
export interface ArtifactSource {
  readonly files: FileSystem;
  readonly store: ArtifactStore;
}

/**
 * Brings an input artifact to a place that does not exist yet, unpacked by Argo's rules, and says whether there was one.
 *
 * @throws Error in Argo's words when it is required and missing
 */
export async function loadArtifact(
  artifact: Artifact,
  target: string,
  source: ArtifactSource,
): Promise<boolean> {
  const { files } = source;
  const location = readLocation(artifact);
  if (location.kind === 'none') {
    if (artifact.optional === true) return false;
    throw new Error(`required artifact '${artifact.name}' not supplied`);
  }
  if (location.kind === 'unsupported') throw failedToLoad(artifact, location.reason);
  if (location.kind === 'raw') files.writeFileSync(target, location.data);
  else if (!(await loadKey(artifact, target, { ...source, key: location.key }))) return false;
  if (artifact.mode !== undefined) {
    await changeMode(files, target, { mode: artifact.mode, recursive: artifact.recurseMode === true });
  }
  return true;
}

async function loadKey(
  artifact: Artifact,
  target: string,
  source: ArtifactSource & { readonly key: string },
): Promise<boolean> {
  const { files } = source;
  const found = source.store.find(source.key);
  if (found === undefined) {
    if (artifact.optional === true) return false;
    throw failedToLoad(artifact, 'The specified key does not exist.');
  }
  const { location } = found;
  if (found.isFolder || artifact.archive?.none !== undefined) await copy(files, location, target);
  else if (artifact.archive?.zip !== undefined) {
    await unpackTo(files, target, async (folder) => unpackZip(files, location, folder));
  } else if (artifact.archive?.tar !== undefined || isTarball(files, location)) {
    await unpackTo(files, target, (folder) => unpackTarball(files, location, folder));
  } else await copy(files, location, target);
  return true;
}

function failedToLoad(artifact: Artifact, reason: string): Error {
  return new Error(`artifact ${artifact.name} failed to load: ${reason}`);
}

interface ModeChange {
  readonly mode: number;
  readonly recursive: boolean;
}

async function changeMode(files: FileSystem, target: string, change: ModeChange): Promise<void> {
  await files.promises.chmod(target, change.mode);
  if (!change.recursive || !files.statSync(target).isDirectory()) return;
  for (const entry of files.readdirSync(target, { withFileTypes: true })) {
    if (!entry.isSymbolicLink()) await changeMode(files, `${target}/${entry.name}`, change);
  }
}
