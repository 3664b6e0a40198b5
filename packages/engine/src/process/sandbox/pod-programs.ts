import path from 'node:path';
import type { FileSystem } from '../../contract/file-system.ts';
import { isWithin } from './pod-files.ts';

/** Where programs are looked for. */
export interface ProgramPlaces {
  readonly files: FileSystem;
  /** Value of `PATH`. */
  readonly searchPath: string;
  /** The folder of the run. */
  readonly runFolder: string;
}

/**
 * Returns the folders of programs under `/tmp`, which the private `/tmp` of a pod would hide. Projects in such a folder have their programs
 * there.
 *
 * Takes the parent of each folder in `PATH` (`node_modules` for `.bin`, the virtual environment for `bin`), since programs are often links
 * into it. Skips entries of `PATH` that are not folders or cannot be read, as a shell does. No folder is in another one.
 */
export function findHiddenPrograms(places: ProgramPlaces): readonly string[] {
  const folders = places.searchPath
    .split(path.delimiter)
    .filter((entry) => entry.startsWith('/tmp/') && isReadableFolder(places.files, entry))
    .map((entry) => installationOf(entry, places));
  return [...new Set(folders)]
    .sort((a, b) => a.length - b.length)
    .filter((folder, index, all) => !all.slice(0, index).some((outer) => isWithin(outer, folder)));
}

function isReadableFolder(files: FileSystem, entry: string): boolean {
  try {
    files.readdirSync(entry);
    return true;
  } catch {
    return false;
  }
}

function installationOf(entry: string, { files, runFolder }: ProgramPlaces): string {
  const parent = path.dirname(path.resolve(entry));
  // The run's own folder contains the mounts of pods, which must not be mounted in each other.
  const isUsable = parent !== '/tmp' && !isWithin(parent, runFolder) && isReadableFolder(files, parent);
  return isUsable ? parent : path.resolve(entry);
}
