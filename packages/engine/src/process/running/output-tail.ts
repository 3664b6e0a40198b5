import path from 'node:path';
import type { FileSystem } from '../../contract/file-system.ts';
import { MAXIMUM_RESULT_BYTES } from '../../contract/limits.ts';
import { KEEPER_FILES } from '../keeping/keeper-scripts.ts';

/** Returns the last 256 KiB of stdout of the task of a keeper, without one newline at the end. */
export function readOutputTail(directory: string, files: FileSystem): string {
  const file = path.join(directory, KEEPER_FILES.stdout);
  // A task that was stopped before it started has none.
  return files.existsSync(file) ? trimOutput(files.readFileSync(file)) : '';
}

/** Returns the last 256 KiB, without one newline at the end. */
function trimOutput(all: Buffer): string {
  const text = all.at(-1) === 0x0a ? all.subarray(0, -1) : all;
  return text.subarray(-MAXIMUM_RESULT_BYTES).toString();
}
