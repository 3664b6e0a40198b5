const WIDTH = 110;
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** Prints plain data as a TypeScript literal, on one line if it fits after the given column. */
export function printLiteral(value: unknown, indent = '', column: number = indent.length): string {
  const flat = printFlat(value);
  if (column + flat.length < WIDTH || typeof value !== 'object' || value === null) return flat;
  const inner = `${indent}  `;
  const lines = Array.isArray(value)
    ? value.map((element) => `${inner}${printLiteral(element, inner)},\n`)
    : fieldsOf(value).map(([name, field]) => {
        const key = `${printKey(name)}: `;
        return `${inner}${key}${printLiteral(field, inner, inner.length + key.length)},\n`;
      });
  return Array.isArray(value) ? `[\n${lines.join('')}${indent}]` : `{\n${lines.join('')}${indent}}`;
}

/** Prints the name of a field in a literal or a type. */
export function printKey(name: string): string {
  return IDENTIFIER.test(name) ? name : printString(name);
}

/** Prints a string literal in single quotes, or in double quotes if that avoids escapes. */
export function printString(text: string): string {
  const json = JSON.stringify(text);
  if (text.includes("'") && !text.includes('"')) return json;
  return `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

function printFlat(value: unknown): string {
  if (typeof value === 'string') return printString(value);
  if (Array.isArray(value)) return `[${value.map(printFlat).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const fields = fieldsOf(value).map(([name, field]) => `${printKey(name)}: ${printFlat(field)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

function fieldsOf(value: object): readonly (readonly [string, unknown])[] {
  return Object.entries(value).filter(([, field]) => field !== undefined);
}
