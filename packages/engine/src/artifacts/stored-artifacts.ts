import path from 'node:path';
import type { Artifact } from '@tiphys/models';
import { realPathOf } from '../confined/held-folder.ts';
import { RefusedPathError } from '../confined/refused-path-error.ts';
import { realFileSystem } from '../contract/file-system.ts';
import type { RunFolder } from '../contract/run-folder.ts';
import { readLocation } from './locations/artifact-location.ts';
import { bucketsBeside, openArtifactStore } from './stores/artifact-store.ts';
import { openFolderStore, type StoredArtifact } from './stores/folder-store.ts';

/** The folder of a run, as far as its artifacts are concerned. */
type ArtifactFolder = Pick<RunFolder, 'artifacts'>;

/**
 * Returns the path of the file or folder that is stored of an artifact in the folder of a run; undefined if nothing is. Never leads out of
 * the folder: a key with `..` or a link in it has no file.
 */
export function findArtifactPath(folder: ArtifactFolder, artifact: Artifact): string | undefined {
  const found = findStored(folder, artifact);
  try {
    return found && realPathOf(realFileSystem, found);
  } finally {
    found?.close();
  }
}

/** Copies what is stored of an artifact to the folder of another run, where an artifact with the same location finds it. Does nothing if nothing is stored. */
export async function copyStoredArtifact(
  artifact: Artifact,
  { from, to }: { readonly from: ArtifactFolder; readonly to: ArtifactFolder },
): Promise<void> {
  const location = readLocation(artifact);
  const found = findStored(from, artifact);
  if (found === undefined || location.kind !== 'key') return;
  try {
    const target = openFolderStore(
      realFileSystem,
      sameStore(realPathOf(realFileSystem, found), { from, to }),
    );
    await target.save(location.key, found, artifact.name);
  } finally {
    found.close();
  }
}

/** Returns the folder of the store in the other run that corresponds to the one of a file. */
function sameStore(
  file: string,
  { from, to }: { readonly from: ArtifactFolder; readonly to: ArtifactFolder },
): string {
  const buckets = bucketsBeside(from.artifacts);
  if (!realFileSystem.existsSync(buckets)) return to.artifacts;
  const below = path.relative(realFileSystem.realpathSync(buckets), file);
  if (below.startsWith('..')) return to.artifacts;
  return path.join(bucketsBeside(to.artifacts), below.split(path.sep)[0] ?? '');
}

function findStored({ artifacts }: ArtifactFolder, artifact: Artifact): StoredArtifact | undefined {
  const location = readLocation(artifact);
  if (location.kind !== 'key') return undefined;
  try {
    return openArtifactStore(realFileSystem, artifacts).storeOf(location).find(location.key);
  } catch (error) {
    if (error instanceof RefusedPathError) return undefined;
    throw error;
  }
}
