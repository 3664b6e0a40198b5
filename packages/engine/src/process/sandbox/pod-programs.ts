import path from 'node:path';
import type { PodWorld } from '../pod/pod-world.ts';
import { isWithin, type PodFiles } from './pod-files.ts';

/**
 * Lets a pod see programs under `/tmp`, which its private `/tmp` would hide. Projects in such a folder have their programs there.
 *
 * Mounts the parent of each folder in `PATH` (`node_modules` for `.bin`, the virtual environment for `bin`), since programs are often links
 * into it. Skips entries of `PATH` that are not folders, as a shell does.
 */
export function mountPrograms(plan: PodFiles, world: PodWorld): void {
  if (world.isolation.kind !== 'namespace') return;
  const hidden = (world.environment.PATH ?? '')
    .split(path.delimiter)
    .filter((entry) => entry.startsWith('/tmp/'));
  const folders = hidden
    .filter((entry) => isFolder(entry, world))
    .map((entry) => installationOf(entry, world));
  for (const folder of new Set(folders)) plan.mount(folder, folder, 'machine');
}

function isFolder(entry: string, { files }: PodWorld): boolean {
  return files.existsSync(entry) && files.statSync(entry).isDirectory();
}

function installationOf(entry: string, { folder }: PodWorld): string {
  const parent = path.dirname(path.resolve(entry));
  // The run's own folder contains the mounts of pods, which must not be mounted in each other.
  return parent === '/tmp' || isWithin(parent, folder.directory) ? path.resolve(entry) : parent;
}
