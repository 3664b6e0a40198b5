import path from 'node:path';
import { isWithin, type PodFiles } from './pod-files.ts';
import type { PodWorld } from './pod-world.ts';

/**
 * Lets a pod see the programs that the private `/tmp` would hide: who works in a folder below `/tmp` has his own programs there.
 *
 * Programs come with the folder that holds theirs (`node_modules` of `.bin`, a virtual environment of `bin`), since they are often links into it.
 * Names in `PATH` that are no folder are passed over, as a shell does.
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
  // The run's own folder holds the mounts of pods, which must not be bound into each other.
  return parent === '/tmp' || isWithin(parent, folder.directory) ? path.resolve(entry) : parent;
}
