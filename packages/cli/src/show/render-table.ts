/**
 * Returns rows as columns that are divided by three spaces. The last column is not padded, so that it may be long. Ends with a line feed unless there
 * are no rows.
 */
export function renderTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    rows.reduce((most, row) => Math.max(most, (row[column] ?? '').length), 0),
  );
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('   ')
          .trimEnd()}\n`,
    )
    .join('');
}

/** Returns names with their values as an indented section with a title. Values of several lines stay aligned. */
export function renderSection(
  title: string,
  rows: readonly (readonly [string, string])[],
  bold: (text: string) => string,
): string {
  const width = rows.reduce((most, [name]) => Math.max(most, name.length), 0);
  const indent = ' '.repeat(width + 4);
  const lines = rows.map(([name, text]) =>
    `  ${name.padEnd(width)}  ${text.split('\n').join(`\n${indent}`)}`.trimEnd(),
  );
  return `${bold(title)}\n${lines.join('\n')}\n`;
}
