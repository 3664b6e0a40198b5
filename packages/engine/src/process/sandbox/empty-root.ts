import path from 'node:path';
import { type HeldFolder, holdChild, holdFolder } from '../../confined/held-folder.ts';
import { placeIn } from '../../confined/place.ts';
import { removeTree } from '../../confined/remove-tree.ts';
import type { FileSystem } from '../../contract/file-system.ts';

/** The paths of a root that stay when it is emptied. Each path starts with a slash. */
export interface KeptPaths {
  /** Paths that stay as they are. */
  readonly kept: ReadonlySet<string>;
  /** Folders that stay, but not everything in them. */
  readonly outer: ReadonlySet<string>;
  /** Names of those folders by the folder they are in. */
  readonly within: ReadonlyMap<string, readonly string[]>;
}

/** Returns the paths that stay: entries as they are, folders empty but for those in them. */
export function keptPaths(entries: readonly string[], folders: readonly string[]): KeptPaths {
  const kept = new Set(entries.map((entry) => path.resolve('/', entry)));
  const outer = new Set(folders.map((folder) => path.resolve('/', folder)));
  for (const entry of kept) for (const above of foldersAbove(entry)) outer.add(above);
  const within = Map.groupBy(outer, (place) => path.dirname(place).replace(/^\/$/, ''));
  return {
    kept,
    outer,
    within: new Map([...within].map(([at, places]) => [at, places.map((place) => path.basename(place))])),
  };
}

/** Sets the modes of the folders that stay, which a pod can change. */
export function setModes(files: FileSystem, root: string, { outer }: KeptPaths): void {
  for (const place of outer) files.chmodSync(path.join(root, place), modeOf(place));
}

function modeOf(place: string): number {
  return place === '/tmp' ? 0o1777 : 0o755;
}

/**
 * Removes everything else from a folder. No link that a pod put in the place of a folder is followed.
 *
 * @throws Error if a folder that should stay is missing or is a link
 */
export async function emptyFolder(files: FileSystem, folder: string, paths: KeptPaths): Promise<void> {
  const held = holdFolder(files, folder);
  try {
    await emptyHeld(files, held, '', paths);
  } finally {
    held.close();
  }
}

async function emptyHeld(files: FileSystem, held: HeldFolder, at: string, paths: KeptPaths): Promise<void> {
  const names = files.readdirSync(held.self);
  for (const name of paths.within.get(at) ?? [])
    if (!names.includes(name)) throw new Error(`${at}/${name} is missing`);
  for (const name of names) {
    const place = `${at}/${name}`;
    if (paths.outer.has(place)) await emptyChild(files, held, { name, place }, paths);
    else if (!paths.kept.has(place)) await removeTree(files, placeIn(held, name));
  }
}

async function emptyChild(
  files: FileSystem,
  parent: HeldFolder,
  { name, place }: { readonly name: string; readonly place: string },
  paths: KeptPaths,
): Promise<void> {
  const child = holdChild(files, parent, name);
  try {
    const { mode } = files.statSync(child.self);
    if ((mode & 0o7777) !== modeOf(place)) files.chmodSync(child.self, modeOf(place));
    await emptyHeld(files, child, place, paths);
  } finally {
    child.close();
  }
}

function foldersAbove(folder: string): readonly string[] {
  const parent = path.dirname(folder);
  return parent === '/' ? [] : [...foldersAbove(parent), parent];
}
