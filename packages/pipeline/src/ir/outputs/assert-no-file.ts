import { PipelineError } from '../../pipeline-error.ts';
import type { TaskNode } from '../graph.ts';
import { fileAmong } from './route-of.ts';

/**
 * Checks that the outputs of a task can be used as one value.
 *
 * @throws PipelineError `PIPELINE_FILE_AS_VALUE` if one of them is a file
 */
export function assertNoFile(task: TaskNode): void {
  const file = fileAmong(task);
  if (file === undefined) return;
  throw new PipelineError(
    'PIPELINE_FILE_AS_VALUE',
    `The outputs of "${task.name}" are used as one value, but "${file}" is a file. Use them one by one: the file as a file, the others as values.`,
  );
}
