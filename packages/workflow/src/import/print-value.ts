import { formatPath, type JsonPath } from '../json-path.ts';
import type { CommentBook } from './find-comments.ts';

/** The longest line that is printed where a break is possible. */
export const WIDTH = 100;
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;
/** Line breaks of other kinds would be read as plain ones in a template literal. */
const UNPRINTABLE = /[\r\u2028\u2029]|[^\P{Cc}\n\t]/u;

/** How a value is printed. */
export interface PrintOptions {
  readonly comments: CommentBook;
  /** Texts that stand in place of the value at a path: the names of hoisted constants. */
  readonly names?: ReadonlyMap<string, string>;
  /**
   * How a text is printed.
   * @default as a literal
   */
  readonly text?: (text: string) => string;
}

/** Where a value is printed. */
export interface PrintPlace {
  readonly path: JsonPath;
  readonly indent: string;
  /** Characters before the value on its line. */
  readonly column: number;
}

/** Gives plain data as a TypeScript literal, with the comments that belong to its parts; on one line where it fits. */
export function printValue(value: unknown, place: PrintPlace, options: PrintOptions): string {
  const name = options.names?.get(formatPath(place.path));
  if (name !== undefined) return name;
  const text = options.text ?? printText;
  if (typeof value === 'string') return text(value);
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '-0' : String(value);
  if (isPlainBelow(place.path, options)) {
    const flat = printFlat(value, text);
    if (flat !== undefined && place.column + flat.length < WIDTH) return flat;
  }
  const inner = `${place.indent}  `;
  const isList = Array.isArray(value);
  const lines = Object.entries(value).map(([key, content]) => {
    const path = [...place.path, isList ? Number(key) : key];
    const head = isList ? inner : `${inner}${printKey(key)}: `;
    const printed = printValue(content, { path, indent: inner, column: head.length }, options);
    return `${printComments(options.comments.get(formatPath(path)), inner)}${head}${printed},\n`;
  });
  return isList ? `[\n${lines.join('')}${place.indent}]` : `{\n${lines.join('')}${place.indent}}`;
}

/** Gives comments as lines of TypeScript. */
export function printComments(texts: readonly string[] | undefined, indent = ''): string {
  return (texts ?? []).map((text) => `${indent}//${text.replace(/[\r\u2028\u2029]/g, ' ')}\n`).join('');
}

/** Gives a text as a literal: with several lines as a template literal, else in single quotes. */
export function printText(text: string): string {
  if (text.includes('\n') && text.length > 1 && isPrintable(text)) return `\`${escapeTemplate(text)}\``;
  return printQuoted(text);
}

/** Tells whether a text may stand in a template literal as it is, but for what {@link escapeTemplate} changes. */
export function isPrintable(text: string): boolean {
  return !UNPRINTABLE.test(text);
}

/** Gives a printable text as a part of a template literal. */
export function escapeTemplate(text: string): string {
  return text.replace(/[\\`]|\$(?=\{)/g, '\\$&');
}

/** Gives the access to a field: `.name`, or `['a-name']`. */
export function printMember(name: string): string {
  return IDENTIFIER.test(name) ? `.${name}` : `[${printQuoted(name)}]`;
}

function printQuoted(text: string): string {
  const json = JSON.stringify(text).replace(/[\u2028\u2029\u007f]/g, escapeCharacter);
  if (text.includes("'") && !text.includes('"')) return json;
  return `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A field of this name in a literal would set the prototype. */
export function printKey(key: string): string {
  if (key === '__proto__') return "['__proto__']";
  return IDENTIFIER.test(key) ? key : printQuoted(key);
}

function isPlainBelow(path: JsonPath, { comments, names }: PrintOptions): boolean {
  if (comments.size === 0 && (names === undefined || names.size === 0)) return true;
  const start = formatPath(path);
  const isBelow = (key: string): boolean =>
    start === '' || key.startsWith(`${start}.`) || key.startsWith(`${start}[`);
  return ![...comments.keys(), ...(names?.keys() ?? [])].some(isBelow);
}

/** Nothing when the value cannot stand on one line. */
function printFlat(value: unknown, text: (text: string) => string, depth = 0): string | undefined {
  if (typeof value === 'string')
    return value.includes('\n') || value.length > WIDTH ? undefined : text(value);
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '-0' : String(value);
  if (depth > 3) return undefined;
  const parts: string[] = [];
  for (const [key, content] of Object.entries(value)) {
    const printed = printFlat(content, text, depth + 1);
    if (printed === undefined) return undefined;
    parts.push(Array.isArray(value) ? printed : `${printKey(key)}: ${printed}`);
  }
  if (Array.isArray(value)) return `[${parts.join(', ')}]`;
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}
