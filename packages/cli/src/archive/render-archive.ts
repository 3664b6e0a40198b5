import type { Workflow } from '@tiphys/models';
import { oneLine } from '../show/one-line.ts';
import { renderTable } from '../show/render-table.ts';

/** Returns archived runs as a table. `now` is in milliseconds since the epoch. */
export async function renderArchive(
  workflows: readonly Workflow[],
  { headers, now }: { readonly headers: boolean; readonly now: number },
): Promise<string> {
  const { formatSpan } = await import('@tiphys/view');
  const rows = workflows.map(({ metadata, status }) => [
    metadata.name ?? '',
    status?.phase ?? 'Unknown',
    formatSpan(status?.finishedAt, now) || '-',
    formatSpan(status?.startedAt, status?.finishedAt) || '-',
    metadata.uid ?? '',
    oneLine(status?.message),
  ]);
  const heads = ['NAME', 'STATUS', 'FINISHED', 'DURATION', 'UID', 'MESSAGE'];
  return renderTable(headers ? [heads, ...rows] : rows);
}
