import { errorCode } from '../contract/error-text.ts';
import type { FileSystem } from '../contract/file-system.ts';
import { type Breath, createBreath } from './breathe.ts';
import { type HeldFolder, holdChild } from './held-folder.ts';
import { type HeldPlace, placeAt } from './place.ts';

/** Removes the file or folder at a path that no pod can change, if there is one. */
export async function removeAt(files: FileSystem, location: string): Promise<void> {
  if (!files.existsSync(location) && !isLink(files, location)) return;
  const place = placeAt(files, location);
  try {
    await removeTree(files, place);
  } finally {
    place.close();
  }
}

/** Removes the file or folder at a place. Links are removed, not followed. Folders without permissions get them first. */
export async function removeTree(files: FileSystem, place: HeldPlace): Promise<void> {
  await remove(files, place.folder, place.name, createBreath());
}

async function remove(files: FileSystem, folder: HeldFolder, name: string, breath: Breath): Promise<void> {
  await breath.next();
  const location = folder.at(name);
  const stats = files.lstatSync(location, { throwIfNoEntry: false });
  if (stats === undefined) return;
  if (!stats.isDirectory()) {
    withPermission(files, folder, () => files.unlinkSync(location));
    return;
  }
  const held = holdChild(files, folder, name);
  try {
    const names = withPermission(files, held, () => files.readdirSync(held.self));
    for (const entry of names) await remove(files, held, entry, breath);
  } finally {
    held.close();
  }
  withPermission(files, folder, () => files.rmdirSync(location));
}

/** Adds permissions if an action needs them: steps leave folders that not even their owner may change, such as Go's module cache. */
function withPermission<T>(files: FileSystem, folder: HeldFolder, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (errorCode(error) !== 'EACCES') throw error;
    files.chmodSync(folder.self, 0o700);
    return action();
  }
}

function isLink(files: FileSystem, location: string): boolean {
  return files.lstatSync(location, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}
