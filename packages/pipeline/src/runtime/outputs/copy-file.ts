import { copy, exists } from '../kept-modules.ts';
import { shortText } from '../short-text.ts';
import { TaskError } from '../task-error.ts';
import { makeFolderOf } from './make-folder.ts';

/**
 * Copies the file or folder that a function returned to the path of its artifact.
 *
 * @throws TaskError `PIPELINE_OUTPUT_FILE_MISSING`
 */
export function copyFile(path: unknown, place: string, target: string): void {
  if (typeof path !== 'string' || !exists(path))
    throw new TaskError(
      `PIPELINE_OUTPUT_FILE_MISSING: ${place} is ${shortText(path)}, but there is no such file.`,
    );
  makeFolderOf(target);
  if (path !== target) copy(path, target, { recursive: true });
}
