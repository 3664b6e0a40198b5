import type { SizeReport } from '@tiphys/pipeline/compile';
import { sizeText } from './size-text.ts';

/** Returns the sizes of a manifest and its parts as text, largest first. */
export function renderSizeReport(name: string, { bytes, limit, templates, shared }: SizeReport): string {
  const share = Math.ceil((bytes / limit) * 100);
  const rows = [
    ['template', 'total', 'own code', 'runtime', 'packages', 'the rest', 'shared code'],
    ...templates.map((one) => [
      one.name,
      sizeText(one.bytes),
      sizeText(one.ownBytes),
      sizeText(one.runtimeBytes),
      sizeText(one.packedBytes),
      sizeText(one.bytes - one.ownBytes - one.runtimeBytes - one.packedBytes),
      one.shared.join(', '),
    ]),
  ];
  const parameters = [
    ['shared code', 'total', 'templates', ''],
    ...shared.map((one) => [one.name, sizeText(one.bytes), String(one.users), one.description]),
  ];
  return [
    `${name}: ${sizeText(bytes)}, ${share}% of what a cluster can store (${sizeText(limit)} with the status of all tasks)`,
    '',
    ...alignColumns(rows),
    ...(shared.length === 0 ? [] : ['', ...alignColumns(parameters)]),
    '',
  ].join('\n');
}

function alignColumns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const isText = (column: number): boolean => column === 0 || column === widths.length - 1;
  return rows.map((row) =>
    row
      .map((cell, column) =>
        isText(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}
