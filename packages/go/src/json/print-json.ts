import { compareStrings } from '../text/compare-strings.ts';
import { formatRfc3339 } from '../time/format-time.ts';
import { GoTime } from '../time/time.ts';
import { escapeJson } from './escape-json.ts';

/** Options of {@link printJson}. */
export interface PrintJsonOptions {
  /** The indent of each level, as `json.MarshalIndent` takes it; without one the text has no blanks. */
  readonly indent?: string;
  /** Returns the JSON text of an object that has a form of its own, undefined for other objects. */
  readonly printSpecial?: (value: object) => string | undefined;
}

/**
 * Returns the JSON text of a value as Go's `json.Marshal` writes it: names sorted by their bytes, `<`, `>` and `&` escaped.
 * Members that are undefined are left out.
 *
 * @throws Error with the message of Go's `encoding/json` for NaN and infinity
 */
export function printJson(value: unknown, options: PrintJsonOptions = {}): string {
  return print(value, options, '\n');
}

/** Returns the JSON text of a text as Go writes it. */
export function printJsonString(text: string): string {
  return escapeJson(JSON.stringify(text.isWellFormed() ? text : text.toWellFormed()));
}

function print(value: unknown, options: PrintJsonOptions, line: string): string {
  if (value === null || value === undefined) return 'null';
  switch (typeof value) {
    case 'string':
      return printJsonString(value);
    case 'number':
      return printNumber(value);
    case 'bigint':
    case 'boolean':
      return String(value);
    case 'object':
      return printObject(value, options, line);
    default:
      throw new Error(`json: unsupported type: ${typeof value === 'function' ? 'func()' : typeof value}`);
  }
}

function printNumber(value: number): string {
  if (Number.isNaN(value)) throw new Error('json: unsupported value: NaN');
  if (!Number.isFinite(value)) throw new Error(`json: unsupported value: ${value > 0 ? '+' : '-'}Inf`);
  return Object.is(value, -0) ? '-0' : String(value);
}

function printObject(value: object, options: PrintJsonOptions, line: string): string {
  const special = options.printSpecial?.(value);
  if (special !== undefined) return special;
  if (value instanceof GoTime) return printJsonString(formatRfc3339(value));
  const inner = options.indent === undefined ? '' : line + options.indent;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => print(item, options, inner));
    return items.length === 0 ? '[]' : `[${inner}${items.join(`,${inner}`)}${inner && line}]`;
  }
  const colon = options.indent === undefined ? ':' : ': ';
  const members: string[] = [];
  for (const [name, member] of Object.entries(value).sort(byName)) {
    if (member !== undefined) members.push(printJsonString(name) + colon + print(member, options, inner));
  }
  return members.length === 0 ? '{}' : `{${inner}${members.join(`,${inner}`)}${inner && line}}`;
}

function byName([a]: [string, unknown], [b]: [string, unknown]): number {
  return compareStrings(a, b);
}
