import { byteLength, compareStrings, quoteGo, sliceBytes } from '@tiphys/go';
import {
  decodeBase64,
  encodeBase64,
  replaceGo,
  splitGo,
  toLowerGo,
  toUpperGo,
  trimSet,
  trimSpace,
} from '../builtins/string-builtins.ts';
import { printGoValue } from '../values/print-value.ts';
import { GoBytes, isList, makeObject } from '../values/value.ts';
import { decodeBase32, encodeBase32 } from './base32.ts';
import { define } from './define.ts';
import { toKebabCase, toPascalCase, toSnakeCase } from './letter-case.ts';
import { wrapText } from './wrap.ts';

/** Converts a value to a string as sprig does. */
export function textOf(value: unknown): string {
  if (value instanceof GoBytes) return new TextDecoder().decode(Uint8Array.from(value.bytes));
  return printGoValue(value);
}

/** Converts a value to a list of strings as sprig does. Leaves out nil elements. */
function textsOf(value: unknown): string[] {
  if (isList(value)) return value.filter((item) => item !== null).map(textOf);
  return value === null ? [] : [textOf(value)];
}

/** Returns a substring by byte offsets, with Go's bounds checks. */
function bytes(text: string, from: number, to: number): string {
  const length = byteLength(text);
  const problem = 'runtime error: slice bounds out of range';
  if (to < 0) throw new Error(`${problem} [:${to}]`);
  if (to > length) throw new Error(`${problem} [:${to}] with length ${length}`);
  if (from < 0 || from > to) throw new Error(`${problem} [${from}:${from < 0 ? '' : to}]`);
  return sliceBytes(text, from, to);
}

function abbreviate(text: string, offset: number, width: number): string {
  const length = byteLength(text);
  if (text === '' || width < 4) return '';
  if (length <= width) return text;
  const start = Math.min(
    Math.min(offset, length),
    length - Math.min(offset, length) < width - 3 ? length - (width - 3) : length,
  );
  if (start <= 4) return `${bytes(text, 0, width - 3)}...`;
  if (width < 7) return '';
  if (start + width - 3 < length) return `...${abbreviate(bytes(text, start, length), 0, width - 3)}`;
  return `...${bytes(text, length - (width - 3), length)}`;
}

function truncate(count: bigint, text: string): string {
  const length = byteLength(text);
  const size = Number(count);
  if (size < 0 && length + size > 0) return sliceBytes(text, length + size, length);
  return size >= 0 && length > size ? sliceBytes(text, 0, size) : text;
}

function substring(start: bigint, end: bigint, text: string): string {
  const length = byteLength(text);
  if (start < 0n) return bytes(text, 0, Number(end));
  return bytes(text, Number(start), end < 0n || end > BigInt(length) ? length : Number(end));
}

/** Maps the first letter of every word. */
function eachWord(
  text: string,
  change: (letter: string) => string,
  isBreak: (letter: string) => boolean,
): string {
  let first = true;
  return [...text]
    .map((letter) => {
      const changed = first ? change(letter) : letter;
      first = isBreak(letter);
      return changed;
    })
    .join('');
}

const isSpace = (letter: string): boolean => /^\p{White_Space}$/u.test(letter);
const endsWord = (letter: string): boolean => (letter < '\x80' ? !/\w/.test(letter) : isSpace(letter));

function swapCase(text: string): string {
  return [...text]
    .map((letter) => (/\p{Lu}|\p{Lt}/u.test(letter) ? toLowerGo(letter) : toUpperGo(letter)))
    .join('');
}

function parts(list: readonly string[] | null): Record<string, unknown> {
  return makeObject((list ?? []).map((part, index) => [`_${index}`, part] as const));
}

function quoteAll(values: readonly unknown[], quote: (value: unknown) => string): string {
  return values
    .filter((value) => value !== null)
    .map(quote)
    .join(' ');
}

function indent(spaces: bigint, text: string): string {
  const pad = repeat(spaces, ' ');
  return pad + text.replaceAll('\n', `\n${pad}`);
}

function repeat(count: bigint, text: string): string {
  if (count < 0n) throw new Error('strings: negative Repeat count');
  if (count * BigInt(text.length) > 100_000_000n) throw new Error('memory budget exceeded');
  return text.repeat(Number(count));
}

function initials(text: string): string {
  return text
    .split(/\p{White_Space}+/u)
    .map((word) => [...word][0] ?? '')
    .join('');
}

function decode(text: string): string {
  try {
    return decodeBase64(text);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** sprig's string functions. */
export const stringFunctions: Readonly<Record<string, unknown>> = {
  hello: define('-> string', () => 'Hello!'),
  trim: define('string -> string', trimSpace),
  upper: define('string -> string', toUpperGo),
  lower: define('string -> string', toLowerGo),
  title: define('string -> string', (text: string) => eachWord(text, toUpperGo, endsWord)),
  untitle: define('string -> string', (text: string) => eachWord(text, toLowerGo, isSpace)),
  substr: define('int int string -> string', substring),
  repeat: define('int string -> string', repeat),
  trimall: define('string string -> string', (set: string, text: string) => trimSet(text, set)),
  trimAll: define('string string -> string', (set: string, text: string) => trimSet(text, set)),
  trimSuffix: define('string string -> string', (part: string, text: string) =>
    text.endsWith(part) ? text.slice(0, text.length - part.length) : text,
  ),
  trimPrefix: define('string string -> string', (part: string, text: string) =>
    text.startsWith(part) ? text.slice(part.length) : text,
  ),
  nospace: define('string -> string', (text: string) => text.replace(/\p{White_Space}/gu, '')),
  initials: define('string -> string', initials),
  abbrev: define('int string -> string', (width: bigint, text: string) =>
    width < 4n ? text : abbreviate(text, 0, Number(width)),
  ),
  abbrevboth: define('int int string -> string', (left: bigint, right: bigint, text: string) =>
    right < 4n || (left > 0n && right < 7n) ? text : abbreviate(text, Number(left), Number(right)),
  ),
  trunc: define('int string -> string', truncate),
  swapcase: define('string -> string', swapCase),
  snakecase: define('string -> string', toSnakeCase),
  camelcase: define('string -> string', toPascalCase),
  kebabcase: define('string -> string', toKebabCase),
  wrap: define('int string -> string', (width: bigint, text: string) =>
    wrapText(text, { width: Number(width), breakWords: false }),
  ),
  wrapWith: define('int string string -> string', (width: bigint, line: string, text: string) =>
    wrapText(text, { width: Number(width), line, breakWords: true }),
  ),
  contains: define('string string -> bool', (part: string, text: string) => text.includes(part)),
  hasPrefix: define('string string -> bool', (part: string, text: string) => text.startsWith(part)),
  hasSuffix: define('string string -> bool', (part: string, text: string) => text.endsWith(part)),
  quote: define('any... -> string', (...values: unknown[]) =>
    quoteAll(values, (value) => quoteGo(textOf(value))),
  ),
  squote: define('any... -> string', (...values: unknown[]) =>
    quoteAll(values, (value) => `'${printGoValue(value)}'`),
  ),
  cat: define('any... -> string', (...values: unknown[]) => quoteAll(values, printGoValue)),
  indent: define('int string -> string', indent),
  nindent: define('int string -> string', (spaces: bigint, text: string) => `\n${indent(spaces, text)}`),
  replace: define('string string string -> string', (from: string, to: string, text: string) =>
    replaceGo(text, from, to),
  ),
  plural: define('string string int -> string', (one: string, many: string, count: bigint) =>
    count === 1n ? one : many,
  ),
  toString: define('any -> string', textOf),
  toStrings: define('any -> strings', textsOf),
  join: define('string any -> string', (glue: string, value: unknown) => textsOf(value).join(glue)),
  sortAlpha: define('any -> strings', (value: unknown) =>
    isList(value) ? textsOf(value).sort(compareStrings) : [textOf(value)],
  ),
  split: define('string string -> map', (separator: string, text: string) => parts(splitGo(text, separator))),
  splitn: define('string int string -> map', (separator: string, limit: bigint, text: string) =>
    parts(splitGo(text, separator, Number(limit))),
  ),
  splitList: define('string string -> strings', (separator: string, text: string) =>
    splitGo(text, separator),
  ),
  b64enc: define('string -> string', encodeBase64),
  b64dec: define('string -> string', decode),
  b32enc: define('string -> string', encodeBase32),
  b32dec: define('string -> string', decodeBase32),
};
