import type { Stats } from 'node:fs';
import type { FileSystem } from '../file-system.ts';
import { maximumLinks } from '../limits.ts';
import { type Place, placeBelow } from './place.ts';

/** A folder of a run, and what of a path is in it. */
export interface Area {
  readonly folder: string;
  readonly below: readonly string[];
}

/** What the paths of a pod, or the keys of a store, mean on this machine. */
export interface View {
  /** The area of a path that holds no links; undefined where the path is this machine's own. */
  areaOf(path: string): Area | undefined;
}

/** Where a path leads. */
export interface ResolvedPath {
  /** The path in the view, without links. */
  readonly path: string;
  /** Undefined where the path leads to what is this machine's own. */
  readonly area: Area | undefined;
  /** What is there; undefined when there is nothing. */
  readonly stats: Stats | undefined;
}

/** Options of {@link resolvePath}. */
export interface ResolveOptions {
  /** Makes missing folders on the way. @default false */
  readonly create?: boolean;
  /** @default 'follow' */
  readonly links?: 'follow' | 'refuse';
}

/** Thrown when a path may not be followed. @internal */
export class RefusedPathError extends Error {
  override readonly name = 'RefusedPathError';
}

/**
 * Follows a path as a process would that sees the view as its root; undefined when a folder on the way is missing.
 *
 * @throws RefusedPathError when there are too many links, or any where they are refused
 */
export function resolvePath(
  files: FileSystem,
  view: View,
  start: string,
  options: ResolveOptions = {},
): ResolvedPath | undefined {
  const rest = segmentsOf(start);
  let at: readonly string[] = [];
  let stats = lookAt(files, view, '/');
  for (let links = 0; ; ) {
    const name = rest.shift();
    if (name === undefined) break;
    if (stats === undefined) stats = options.create === true ? makeFolder(files, view, at, start) : undefined;
    if (stats?.isDirectory() !== true) return undefined;
    const next = name === '..' ? at.slice(0, -1) : [...at, name];
    const found = lookAt(files, view, join(next));
    if (found?.isSymbolicLink() !== true) {
      at = next;
      stats = found;
      continue;
    }
    links += 1;
    assertMayFollow(start, links, options);
    const target = readLink(files, view, join(next));
    if (target.startsWith('/')) {
      at = [];
      stats = lookAt(files, view, '/');
    }
    rest.unshift(...segmentsOf(target));
  }
  const end = join(at);
  return { path: end, area: view.areaOf(end), stats };
}

/** Opens the place of a path, links followed; undefined when a folder on the way is missing. Close it after use. */
export function openPlace(
  files: FileSystem,
  view: View,
  start: string,
  options: ResolveOptions = {},
): (Place & Pick<ResolvedPath, 'stats'>) | undefined {
  const found = resolvePath(files, view, start, options);
  if (found === undefined) return undefined;
  if (found.area === undefined) {
    if (found.stats === undefined && options.create !== true) return undefined;
    throw new RefusedPathError(
      `${start} leads to ${found.path}, which is a file of this machine, not of the pod`,
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
): Place & Pick<ResolvedPath, 'stats'> {
  const found = openPlace(files, view, start, { ...options, create: true });
  if (found === undefined)
    throw new RefusedPathError(`${start} cannot be made: a part of the path is not a folder`);
  return found;
}

function segmentsOf(text: string): string[] {
  return text.split('/').filter((segment) => segment !== '' && segment !== '.');
}

function join(segments: readonly string[]): string {
  return `/${segments.join('/')}`;
}

function assertMayFollow(start: string, count: number, { links }: ResolveOptions): void {
  if (links === 'refuse') throw new RefusedPathError(`${start} leads through a link`);
  if (count > maximumLinks) throw new RefusedPathError(`open ${start}: too many levels of symbolic links`);
}

function lookAt(files: FileSystem, view: View, target: string): Stats | undefined {
  return reach(files, view, target, (location) => files.lstatSync(location, { throwIfNoEntry: false }));
}

function readLink(files: FileSystem, view: View, target: string): string {
  return reach(files, view, target, (location) => files.readlinkSync(location));
}

function makeFolder(files: FileSystem, view: View, at: readonly string[], start: string): Stats | undefined {
  const target = join(at);
  if (view.areaOf(target) === undefined)
    throw new RefusedPathError(
      `${start} leads to ${target}, which is a folder of this machine, not of the pod`,
    );
  reach(files, view, target, (location) => files.mkdirSync(location));
  return lookAt(files, view, target);
}

function reach<T>(files: FileSystem, view: View, target: string, use: (location: string) => T): T {
  const area = view.areaOf(target);
  if (area === undefined) return use(target);
  const place = placeBelow(files, area.folder, area.below);
  try {
    return use(place.location);
  } finally {
    place.close();
  }
}
