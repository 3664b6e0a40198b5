import path from 'node:path';
import type { PodFiles } from './pod-files.ts';
import type { PodWorld } from './pod-world.ts';

/**
 * Lets a pod see the folders of programs that the private `/tmp` would hide: who works in a folder below `/tmp` has his own programs there.
 *
 * Names in `PATH` that are no folder are passed over, as a shell does.
 */
export function mountPrograms(plan: PodFiles, { environment, files, isolation }: PodWorld): void {
  if (isolation.kind !== 'namespace') return;
  const hidden = (environment.PATH ?? '')
    .split(path.delimiter)
    .filter((folder) => folder.startsWith('/tmp/'));
  for (const folder of new Set(hidden)) {
    if (files.existsSync(folder) && files.statSync(folder).isDirectory()) plan.mount(folder, folder);
  }
}
