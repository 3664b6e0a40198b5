import path from 'node:path';
import type { FileSystem } from '../file-system.ts';
import { type HeldFolder, holdChild, holdFolder } from './held-folder.ts';

/** An entry of a folder that is held open; there may be nothing yet. */
export interface Place {
  readonly name: string;
  /** A path of the entry that stays right while the place is open. The entry itself may be a link. */
  readonly location: string;
  readonly folder: HeldFolder;
  close(): void;
}

/** Opens a place in a folder that is held, which stays the caller's to close. */
export function placeIn(folder: HeldFolder, name: string): Place {
  return { name, location: folder.at(name), folder, close() {} };
}

/** Opens a place at a path that is not in the hands of pods. */
export function placeAt(files: FileSystem, location: string): Place {
  const folder = holdFolder(files, path.dirname(location));
  return { ...placeIn(folder, path.basename(location)), close: folder.close };
}

/** Opens a place some folders below one that is not in the hands of pods; none of these may be a link. */
export function placeBelow(files: FileSystem, folder: string, below: readonly string[]): Place {
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
