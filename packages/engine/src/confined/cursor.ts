import type { Stats } from 'node:fs';
import type { FileSystem } from '../contract/file-system.ts';
import { type HeldFolder, holdChild, holdFolder } from './held-folder.ts';
import { placeBelow } from './place.ts';
import { RefusedPathError } from './refused-path-error.ts';
import type { View } from './view.ts';

/** The current position on a path that is being followed. Folders of the run are held open on the way, so that none can be swapped. */
export interface Cursor {
  /** Returns the path so far, without links. */
  path(): string;
  /** Number of folders on the path. */
  depth(): number;
  /** Returns the entry at this path; undefined if there is none. */
  stats(): Stats | undefined;
  /** Makes the missing folder here. `start` is the path that is being followed. */
  makeFolder(start: string): void;
  /** Moves to an entry, or one folder up for `..`. If the entry is a link, stays where it is and returns the target. */
  enter(name: string): string | undefined;
  enterRoot(): void;
  close(): void;
}

/** Creates a cursor at the root of a view. Close it after use. */
export function createCursor(files: FileSystem, view: View): Cursor {
  let at: readonly string[] = [];
  let held: HeldFolder | undefined;
  const pathOf = (segments: readonly string[]): string => `/${segments.join('/')}`;
  const release = (): void => {
    held?.close();
    held = undefined;
  };
  /** Reaches an entry from the held folder, or from the root if another area begins there. */
  const reach = <T>(next: readonly string[], use: (location: string) => T): T => {
    const area = view.areaOf(pathOf(next));
    if (area === undefined) return use(pathOf(next));
    const parent = view.areaOf(pathOf(next.slice(0, -1)));
    if (area.below.length > 0 && parent?.folder === area.folder && next.length === at.length + 1) {
      held ??= holdAt(files, area.folder, parent.below);
      return use(held.at(next.at(-1) ?? '.'));
    }
    const place = placeBelow(files, area.folder, area.below);
    try {
      return use(place.location);
    } finally {
      place.close();
    }
  };
  const look = (next: readonly string[]): Stats | undefined =>
    reach(next, (location) => files.lstatSync(location, { throwIfNoEntry: false }));
  let stats = look(at);
  const moveTo = (next: readonly string[], found: Stats | undefined): void => {
    const from = held;
    held = undefined;
    const continues = from !== undefined && next.length === at.length + 1 && found?.isDirectory() === true;
    const isSameArea = view.areaOf(pathOf(next))?.folder === view.areaOf(pathOf(at))?.folder;
    try {
      if (continues && isSameArea) held = holdChild(files, from, next.at(-1) ?? '.');
    } finally {
      from?.close();
    }
    at = next;
    stats = found;
  };
  return {
    path: () => pathOf(at),
    depth: () => at.length,
    stats: () => stats,
    makeFolder(start) {
      const target = pathOf(at);
      if (view.areaOf(target) === undefined)
        throw new RefusedPathError(
          `${start} leads to ${target}, which is a folder of this machine, not of the pod`,
        );
      release();
      const made = at;
      at = at.slice(0, -1);
      reach(made, (location) => files.mkdirSync(location));
      moveTo(made, look(made));
    },
    enter(name) {
      const next = name === '..' ? at.slice(0, -1) : [...at, name];
      if (name === '..') release();
      const found = look(next);
      if (found?.isSymbolicLink() === true) return reach(next, (location) => files.readlinkSync(location));
      moveTo(next, found);
      return undefined;
    },
    enterRoot() {
      release();
      at = [];
      stats = look(at);
    },
    close: release,
  };
}

function holdAt(files: FileSystem, folder: string, below: readonly string[]): HeldFolder {
  if (below.length === 0) return holdFolder(files, folder);
  const place = placeBelow(files, folder, below);
  try {
    return holdChild(files, place.folder, place.name);
  } finally {
    place.close();
  }
}
