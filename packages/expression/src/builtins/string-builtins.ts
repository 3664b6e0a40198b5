import { byteLength, isAscii, parseJson, toBase64 } from '@tiphys/go';
import { needInt, needString } from '../operations/operators.ts';
import { toGoJsonIndented } from '../values/json.ts';
import { printGoValue } from '../values/print-value.ts';
import {
  ANY_SLICE_TYPE,
  ANY_TYPE,
  BOOL_TYPE,
  functionType,
  type GoType,
  INT_TYPE,
  STRING_SLICE_TYPE,
  STRING_TYPE,
} from '../values/type.ts';
import { typeName } from '../values/type-of.ts';
import { isList, markSlice, nilSlice, sliceType } from '../values/value.ts';
import type { Builtin } from './builtin.ts';

const one = functionType([STRING_TYPE], STRING_TYPE);
const two = functionType([STRING_TYPE, STRING_TYPE], STRING_TYPE);
const test = functionType([STRING_TYPE, STRING_TYPE], BOOL_TYPE);
const position = functionType([STRING_TYPE, STRING_TYPE], INT_TYPE);
const list = (...parameters: readonly GoType[]): GoType => functionType(parameters, STRING_SLICE_TYPE);

const SPACE = /^\p{White_Space}$/u;

/** Implements Go's `strings.Trim`: removes any of the characters of the set at both ends. */
export function trimSet(text: string, set: string): string {
  const cut = new Set(set);
  const characters = [...text];
  let start = 0;
  while (start < characters.length && cut.has(characters[start] ?? '')) start += 1;
  let end = characters.length;
  while (end > start && cut.has(characters[end - 1] ?? '')) end -= 1;
  return characters.slice(start, end).join('');
}

/** Implements Go's `strings.TrimSpace`. */
export function trimSpace(text: string): string {
  // A pattern for trailing spaces would restart at every space in the text.
  let start = 0;
  while (start < text.length && SPACE.test(text.charAt(start))) start += 1;
  let end = text.length;
  while (end > start && SPACE.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** Implements Go's `strings.SplitN`, or `SplitAfterN` if the separator is kept. */
export function splitGo(text: string, separator: string, limit = -1, keep = false): string[] | null {
  if (limit === 0) return null;
  if (separator === '') {
    const characters = [...text];
    if (limit < 0 || characters.length <= limit) return characters;
    return [...characters.slice(0, limit - 1), characters.slice(limit - 1).join('')];
  }
  const parts: string[] = [];
  let rest = text;
  while (limit < 0 || parts.length < limit - 1) {
    const at = rest.indexOf(separator);
    if (at < 0) break;
    parts.push(rest.slice(0, at) + (keep ? separator : ''));
    rest = rest.slice(at + separator.length);
  }
  return [...parts, rest];
}

/** Implements Go's `strings.Replace`. A negative limit replaces all. */
export function replaceGo(text: string, from: string, to: string, limit = -1): string {
  if (limit < 0) return from === '' ? interleave(text, to) : text.replaceAll(from, () => to);
  let done = '';
  let rest = text;
  for (let count = 0; count < limit; count += 1) {
    const at =
      from === '' && count > 0 ? String.fromCodePoint(rest.codePointAt(0) ?? 0).length : rest.indexOf(from);
    if (at < 0 || (from === '' && count > 0 && rest === '')) break;
    done += rest.slice(0, at) + to;
    rest = rest.slice(at + from.length);
  }
  return done + rest;
}

function interleave(text: string, to: string): string {
  return to + [...text].map((character) => character + to).join('');
}

/** Converts an offset of JavaScript to a byte offset of Go. */
function byteOffset(text: string, at: number): bigint {
  return BigInt(at < 0 || isAscii(text) ? at : byteLength(text.slice(0, at)));
}

/** Maps each character to a single one. `rest` maps those for which JavaScript returns several. */
function mapCase(
  text: string,
  change: (character: string) => string,
  rest: (character: string) => string,
): string {
  if (isAscii(text)) return change(text);
  return [...text]
    .map((character) => {
      const changed = change(character);
      return [...changed].length === 1 ? changed : rest(character);
    })
    .join('');
}

/** Returns the capital of a small Greek letter with iota subscript, such as \u1fbc for \u1fb3. */
function capitalWithIota(character: string): string {
  if (/[\u1f80-\u1f87\u1f90-\u1f97\u1fa0-\u1fa7]/.test(character)) {
    return String.fromCharCode(character.charCodeAt(0) + 8);
  }
  return /[\u1fb3\u1fc3\u1ff3]/.test(character)
    ? String.fromCharCode(character.charCodeAt(0) + 9)
    : character;
}

/** Implements Go's `strings.ToUpper`, which maps single characters. */
export const toUpperGo = (text: string): string =>
  mapCase(text, (part) => part.toUpperCase(), capitalWithIota);
/** Implements Go's `strings.ToLower`, which maps single characters. */
export const toLowerGo = (text: string): string =>
  mapCase(
    text,
    (part) => part.toLowerCase(),
    (character) => (character === '\u0130' ? 'i' : character),
  );

function trim(values: readonly unknown[]): string {
  const text = needString(values[0]);
  return values.length === 1 ? trimSpace(text) : trimSet(text, needString(values[1]));
}

function repeat([text, count]: readonly unknown[]): string {
  const times = needInt(count);
  if (times < 0n) throw new Error(`invalid argument for repeat (expected positive integer, got ${times})`);
  if (times > 1_000_000n || byteLength(needString(text)) * Number(times) > 1e9)
    throw new Error('memory budget exceeded');
  return needString(text).repeat(Number(times));
}

function join([items, glue]: readonly unknown[]): string {
  const separator = glue === undefined ? '' : needString(glue);
  if (!isList(items) || (sliceType(items)?.name ?? '[]string') !== '[]string') {
    throw new Error(`invalid argument for join (type ${typeName(items)})`);
  }
  return items.map(needString).join(separator);
}

function splitMarked(text: string, separator: string, limit: number, keep: boolean): readonly unknown[] {
  return markSlice(splitGo(text, separator, limit, keep) ?? nilSlice, STRING_SLICE_TYPE);
}

function split(keep: boolean): (values: readonly unknown[]) => unknown {
  return ([text, separator, limit]) =>
    splitMarked(
      needString(text),
      needString(separator),
      limit === undefined ? -1 : Number(needInt(limit)),
      keep,
    );
}

function decodeBase64(text: string): string {
  const clean = text.replace(/[\r\n]/g, '');
  const wrong =
    /[^A-Za-z0-9+/=]/.exec(clean)?.index ?? (clean.length % 4 === 0 ? -1 : clean.length - (clean.length % 4));
  if (wrong >= 0 || /=./.test(clean.replace(/==?$/, '=')))
    throw new Error(`illegal base64 data at input byte ${Math.max(wrong, 0)}`);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(
    Uint8Array.from(atob(clean), (character) => character.charCodeAt(0)),
  );
}

/** Encodes the UTF-8 bytes of a text in base64. */
export function encodeBase64(text: string): string {
  return toBase64(new TextEncoder().encode(text));
}

const pair =
  (run: (a: string, b: string) => unknown): Builtin['run'] =>
  ([a, b]) =>
    run(needString(a), needString(b));

const cut = (overloads: readonly GoType[], run: (text: string, part: string) => string): Builtin => ({
  overloads,
  run: ([text, part]) => {
    const removed = part === undefined ? ' ' : needString(part);
    return run(needString(text), removed);
  },
});

/** The builtins for strings. */
export const stringBuiltins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ['string', { overloads: [functionType([ANY_TYPE], STRING_TYPE)], run: ([value]) => printGoValue(value) }],
  ['trim', { overloads: [one, two], run: trim }],
  ['trimPrefix', cut([two, one], (text, part) => (text.startsWith(part) ? text.slice(part.length) : text))],
  [
    'trimSuffix',
    cut([two, one], (text, part) => (text.endsWith(part) ? text.slice(0, text.length - part.length) : text)),
  ],
  ['upper', { overloads: [one], run: ([text]) => toUpperGo(needString(text)) }],
  ['lower', { overloads: [one], run: ([text]) => toLowerGo(needString(text)) }],
  [
    'split',
    {
      overloads: [list(STRING_TYPE, STRING_TYPE), list(STRING_TYPE, STRING_TYPE, INT_TYPE)],
      run: split(false),
    },
  ],
  [
    'splitAfter',
    {
      overloads: [list(STRING_TYPE, STRING_TYPE), list(STRING_TYPE, STRING_TYPE, INT_TYPE)],
      run: split(true),
    },
  ],
  [
    'replace',
    {
      overloads: [
        functionType([STRING_TYPE, STRING_TYPE, STRING_TYPE, INT_TYPE], STRING_TYPE),
        functionType([STRING_TYPE, STRING_TYPE, STRING_TYPE], STRING_TYPE),
      ],
      run: ([text, from, to, limit]) =>
        replaceGo(
          needString(text),
          needString(from),
          needString(to),
          limit === undefined ? -1 : Number(needInt(limit)),
        ),
    },
  ],
  ['repeat', { overloads: [functionType([STRING_TYPE, INT_TYPE], STRING_TYPE)], run: repeat }],
  [
    'join',
    {
      overloads: [
        functionType([STRING_SLICE_TYPE, STRING_TYPE], STRING_TYPE),
        functionType([ANY_SLICE_TYPE, STRING_TYPE], STRING_TYPE),
        functionType([ANY_SLICE_TYPE], STRING_TYPE),
        functionType([STRING_SLICE_TYPE, STRING_TYPE], STRING_TYPE),
        functionType([STRING_SLICE_TYPE], STRING_TYPE),
      ],
      run: join,
    },
  ],
  ['indexOf', { overloads: [position], run: pair((text, part) => byteOffset(text, text.indexOf(part))) }],
  [
    'lastIndexOf',
    { overloads: [position], run: pair((text, part) => byteOffset(text, text.lastIndexOf(part))) },
  ],
  ['hasPrefix', { overloads: [test], run: pair((text, part) => text.startsWith(part)) }],
  ['hasSuffix', { overloads: [test], run: pair((text, part) => text.endsWith(part)) }],
  [
    'toJSON',
    { overloads: [functionType([ANY_TYPE], STRING_TYPE)], run: ([value]) => toGoJsonIndented(value) },
  ],
  [
    'fromJSON',
    { overloads: [functionType([STRING_TYPE], ANY_TYPE)], run: ([text]) => parseJson(needString(text)) },
  ],
  ['toBase64', { overloads: [one], run: ([text]) => encodeBase64(needString(text)) }],
  ['fromBase64', { overloads: [one], run: ([text]) => decodeBase64(needString(text)) }],
]);

export { decodeBase64 };
