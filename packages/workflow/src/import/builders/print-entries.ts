import { printComments, printKey, WIDTH } from '../print-value.ts';

/** A field of a literal, whose value is code already; printed for two more spaces than the literal begins with. */
export interface Entry {
  readonly key: string;
  readonly code: string;
  readonly comments?: readonly string[];
}

/** Where a piece of code begins. */
export interface CodePlace {
  readonly indent: string;
  /** Characters before it on its line. */
  readonly column: number;
}

/** Gives a literal; on one line where it fits. */
export function printEntries(entries: readonly Entry[], { indent, column }: CodePlace): string {
  if (entries.length === 0) return '{}';
  const fields = entries.map(({ key, code }) =>
    printKey(key) === code ? code : `${printKey(key)}: ${code}`,
  );
  const flat = `{ ${fields.join(', ')} }`;
  if (isOneLine(flat, column) && entries.every(({ comments }) => !comments?.length)) return flat;
  const lines = fields.map(
    (field, index) => `${printComments(entries[index]?.comments, `${indent}  `)}${indent}  ${field},\n`,
  );
  return `{\n${lines.join('')}${indent}}`;
}

/** Gives a call; an argument is printed for where it stands, on the line of the call or below it. */
export function printCall(
  callee: string,
  parts: readonly ((place: CodePlace) => string)[],
  { indent, column }: CodePlace,
): string {
  const head = `${callee}(`;
  const beside = parts.map((part) => part({ indent, column: column + head.length }));
  const flat = `${head}${beside.join(', ')})`;
  // The last argument, a function, may go on over several lines.
  const [first = ''] = flat.split('\n');
  const isTight = beside.slice(0, -1).every((code) => !code.includes('\n'));
  if (isTight && column + first.length < WIDTH) return flat;
  const inner = `${indent}  `;
  const below = parts.map((part) => `${inner}${part({ indent: inner, column: inner.length })},\n`);
  return `${head}\n${below.join('')}${indent})`;
}

function isOneLine(code: string, column: number): boolean {
  return !code.includes('\n') && column + code.length < WIDTH;
}

/** Gives a list of names; on one line where it fits. */
export function printList(names: readonly string[], { indent, column }: CodePlace): string {
  const flat = `[${names.join(', ')}]`;
  return isOneLine(flat, column)
    ? flat
    : `[\n${names.map((name) => `${indent}  ${name},\n`).join('')}${indent}]`;
}
