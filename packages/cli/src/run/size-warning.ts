import type { Workflow } from '@tiphys/models';

/** Returns a warning when the controller of a cluster may refuse to store a workflow that has run here, or undefined. */
export async function findSizeWarning(workflow: Workflow): Promise<string | undefined> {
  const { findLargeSize } = await import('@tiphys/engine');
  const size = findLargeSize(workflow);
  if (size === undefined) return undefined;
  const { compressedBytes, limit, largest } = size;
  const isOver = compressedBytes > limit;
  const lines = largest.map(
    ({ name, inputBytes, outputBytes }) =>
      `    ${name}: inputs ${kib(inputBytes)}, outputs ${kib(outputBytes)}`,
  );
  return [
    `warning: The status of this workflow takes ${kib(compressedBytes)} compressed, and Argo stores ${kib(limit)}.`,
    isOver
      ? '  A cluster would end it with "workflow is longer than maximum allowed size".'
      : '  A cluster adds to it, and may end it with "workflow is longer than maximum allowed size".',
    ...(lines.length === 0 ? [] : ['  The largest values:', ...lines]),
    '  Values that travel as artifacts are not in the status: declare results and parameters of functions as Large<T>, or pass files (OutputFile, InputFile).',
    '',
  ].join('\n');
}

function kib(bytes: number): string {
  return `${Math.round(bytes / 1024)} KiB`;
}
