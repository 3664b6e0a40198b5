import type { Stats } from 'node:fs';
import type { FileSystem } from '../contract/file-system.ts';
import { MAXIMUM_DEPTH, MAXIMUM_LINKS } from '../contract/limits.ts';
import { createCursor } from './cursor.ts';
import { type HeldPlace, placeBelow } from './place.ts';
import { RefusedPathError } from './refused-path-error.ts';
import type { Area, View } from './view.ts';

/** The result of resolving a path. */
export interface ResolvedPath {
  /** The path in the view, without links. */
  readonly path: string;
  /** Undefined if the path leads to a file of this machine. */
  readonly area: Area | undefined;
  /** The entry at this path; undefined if there is none. */
  readonly stats: Stats | undefined;
}

/** Options of {@link resolvePath}. */
export interface ResolveOptions {
  /** Whether to make missing folders on the way. @default false */
  readonly create?: boolean;
  /** @default 'follow' */
  readonly links?: 'follow' | 'refuse';
}

/**
 * Resolves a path like a process whose root is the view. Returns undefined if a folder on the way is missing.
 *
 * @throws RefusedPathError if there are too many links or folders, or a link although links are refused
 */
export function resolvePath(
  files: FileSystem,
  view: View,
  start: string,
  options: ResolveOptions = {},
): ResolvedPath | undefined {
  const rest = segmentsOf(start);
  const cursor = createCursor(files, view);
  try {
    for (let links = 0; ; ) {
      assertLength(start, cursor.depth() + rest.length);
      const name = rest.shift();
      if (name === undefined) break;
      if (cursor.stats() === undefined && options.create === true) cursor.makeFolder(start);
      if (cursor.stats()?.isDirectory() !== true) return undefined;
      const target = cursor.enter(name);
      if (target === undefined) continue;
      links += 1;
      assertMayFollow(start, links, options);
      if (target.startsWith('/')) cursor.enterRoot();
      rest.unshift(...segmentsOf(target));
    }
    const end = cursor.path();
    return { path: end, area: view.areaOf(end), stats: cursor.stats() };
  } finally {
    cursor.close();
  }
}

/** Opens the place of a path, following links. Returns undefined if a folder on the way is missing. Close it after use. */
export function openPlace(
  files: FileSystem,
  view: View,
  start: string,
  options: ResolveOptions = {},
): (HeldPlace & Pick<ResolvedPath, 'stats'>) | undefined {
  const found = resolvePath(files, view, start, options);
  if (found === undefined) return undefined;
  if (found.area === undefined) {
    if (found.stats === undefined && options.create !== true) return undefined;
    throw new RefusedPathError(
      `${start} leads to ${found.path}, which belongs to this machine, not to the pod`,
    );
  }
  return { ...placeBelow(files, found.area.folder, found.area.below), stats: found.stats };
}

/** Opens the place of a path, and makes the folders on the way. Close it after use. */
export function makePlace(
  files: FileSystem,
  view: View,
  start: string,
  options: Pick<ResolveOptions, 'links'> = {},
): HeldPlace & Pick<ResolvedPath, 'stats'> {
  const found = openPlace(files, view, start, { ...options, create: true });
  if (found === undefined)
    throw new RefusedPathError(`${start} cannot be created: a part of the path is not a folder`);
  return found;
}

function segmentsOf(text: string): string[] {
  return text.split('/').filter((segment) => segment !== '' && segment !== '.');
}

function assertLength(start: string, count: number): void {
  if (count > MAXIMUM_DEPTH)
    throw new RefusedPathError(`${start.slice(0, 200)}: folders are nested deeper than ${MAXIMUM_DEPTH}`);
}

function assertMayFollow(start: string, count: number, { links }: ResolveOptions): void {
  if (links === 'refuse') throw new RefusedPathError(`${start} contains a link`);
  if (count > MAXIMUM_LINKS) throw new RefusedPathError(`open ${start}: too many levels of symbolic links`);
}
