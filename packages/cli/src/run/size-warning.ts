import type { Workflow } from '@tiphys/models';

/** Returns a warning if the status of a workflow may be too large for a cluster to store, or undefined. */
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
    `warning: The compressed status of this workflow takes ${kib(compressedBytes)}; Argo stores at most ${kib(limit)}.`,
    isOver
      ? '  A cluster cannot store it, unless it is set up to keep the status of nodes in a database.'
      : '  With more or larger values, it would fail with "workflow is longer than maximum allowed size".',
    ...(lines.length === 0 ? [] : ['  The largest values:', ...lines]),
    '  Each value is stored with every task that gives or takes it. Artifacts are not: declare large results and parameters as Large<T>, or pass files',
    '  (OutputFile, InputFile). Or return less: a summary, or a key under which the other task finds the data.',
    '',
  ].join('\n');
}

function kib(bytes: number): string {
  return `${Math.round(bytes / 1024)} KiB`;
}
