import path from 'node:path';
import type { FileSystem } from '../contract/file-system.ts';
import { type HeldFolder, holdChild, holdFolder } from './held-folder.ts';

/** An entry of an open folder. It need not exist yet. */
export interface HeldPlace {
  readonly name: string;
  /** A path of the entry that stays valid while the place is open. The entry itself may be a link. */
  readonly location: string;
  readonly folder: HeldFolder;
  close(): void;
}

/** Returns a place in an open folder. The caller still closes the folder. */
export function placeIn(folder: HeldFolder, name: string): HeldPlace {
  return { name, location: folder.at(name), folder, close() {} };
}

/** Opens a place at a path that no pod can change. */
export function placeAt(files: FileSystem, location: string): HeldPlace {
  const folder = holdFolder(files, path.dirname(location));
  return { ...placeIn(folder, path.basename(location)), close: folder.close };
}

/** Opens a place some levels under a folder that no pod can change. None of the folders on the way may be a link. */
export function placeBelow(files: FileSystem, folder: string, below: readonly string[]): HeldPlace {
  const name = below.at(-1);
  if (name === undefined) return placeAt(files, folder);
  let held = holdFolder(files, folder);
  for (const step of below.slice(0, -1)) {
    const outer = held;
    try {
      held = holdChild(files, outer, step);
    } finally {
      outer.close();
    }
  }
  return { ...placeIn(held, name), close: held.close };
}
