import path from 'node:path';
import type { World } from '../world/world.ts';

/** Returns a path as it is shown: relative to the working directory if it is in or near it. */
export function shownPath(file: string, { cwd }: World): string {
  const relative = path.relative(cwd, file);
  if (relative === '') return '.';
  return relative.startsWith(`..${path.sep}..${path.sep}..`) ? file : relative;
}
