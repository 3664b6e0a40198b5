import { exists, listFolder } from './kept-modules.ts';
import { TaskError } from './task-error.ts';
import { user } from './user-realm.ts';

/**
 * Returns the paths of a list of files: lines of paths, or a folder with a file for each index. The folder of an empty list does not exist.
 *
 * @throws TaskError `PIPELINE_INPUT_MISSING` if a file of the list is not there
 */
export function listFiles(input: string, given = ''): readonly string[] {
  if (given.includes('\n')) return user.Array.from(given.split('\n').filter(Boolean));
  const names = exists(given) ? listFolder(given) : [];
  const paths = names.map((_, index) => `${given}/${index}`);
  const lost = paths.find((path) => !exists(path));
  if (lost === undefined) return user.Array.from(paths);
  throw new TaskError(
    `PIPELINE_INPUT_MISSING: The list of files "${input}" has ${names.length} files, but ${lost} is not among them.`,
  );
}
