import { refuse, refuseInside } from './json-problem.ts';

/** A JSON value by its place in the text. */
export interface JsonSpan {
  readonly start: number;
  readonly end: number;
  readonly kind: 'object' | 'array' | 'string' | 'number' | 'true' | 'false' | 'null';
  /** The elements of an array; the names and values of an object in turn; empty for other values. */
  readonly parts: readonly JsonSpan[];
}

const NO_PARTS: readonly JsonSpan[] = [];

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;

/** Reads a text, number or word that begins at a place of a JSON text. */
export function scanScalar(text: string, start: number): JsonSpan {
  const code = text.charCodeAt(start);
  if (code === QUOTE) return scanString(text, start);
  if (code === MINUS || isDigit(code)) return scanNumber(text, start);
  switch (text[start]) {
    case 't':
      return scanWord(text, start, 'true');
    case 'f':
      return scanWord(text, start, 'false');
    case 'n':
      return scanWord(text, start, 'null');
  }
  return refuse(text, start, 'looking for beginning of value');
}

/** Reads a text, whose opening quote is at `start`. */
export function scanString(text: string, start: number): JsonSpan {
  for (let at = start + 1; ; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return { start, end: at + 1, kind: 'string', parts: NO_PARTS };
    if (code === BACKSLASH) at = scanEscape(text, at + 1);
    // Not a number past the end.
    else if (!(code >= 0x20)) refuse(text, at, 'in string literal');
  }
}

function scanEscape(text: string, at: number): number {
  const escaped = text[at];
  if (escaped !== undefined && '"\\/bfnrt'.includes(escaped)) return at;
  if (escaped !== 'u') refuseInside(text, at, 'in string escape code');
  for (let digit = at + 1; digit <= at + 4; digit += 1) {
    if (!/[0-9a-fA-F]/.test(text[digit] ?? '')) {
      refuseInside(text, digit, 'in \\u hexadecimal character escape');
    }
  }
  return at + 4;
}

function scanNumber(text: string, start: number): JsonSpan {
  let at = text.charCodeAt(start) === MINUS ? start + 1 : start;
  if (text.charCodeAt(at) === ZERO) at += 1;
  else at = scanDigits(text, at, 'in numeric literal');
  if (text[at] === '.') at = scanDigits(text, at + 1, 'after decimal point in numeric literal');
  if (text[at] === 'e' || text[at] === 'E') {
    at += 1;
    if (text[at] === '+' || text[at] === '-') at += 1;
    at = scanDigits(text, at, 'in exponent of numeric literal');
  }
  return { start, end: at, kind: 'number', parts: NO_PARTS };
}

function scanDigits(text: string, start: number, context: string): number {
  let at = start;
  while (isDigit(text.charCodeAt(at))) at += 1;
  return at === start ? refuseInside(text, at, context) : at;
}

function scanWord(text: string, start: number, word: 'true' | 'false' | 'null'): JsonSpan {
  for (let index = 1; index < word.length; index += 1) {
    if (text[start + index] !== word[index]) {
      refuseInside(text, start + index, `in literal ${word} (expecting '${word[index]}')`);
    }
  }
  return { start, end: start + word.length, kind: word, parts: NO_PARTS };
}

/** Returns the first place from `from` on that is not JSON white space. */
export function skipBlanks(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x09 && code !== 0x0d) return at;
    at += 1;
  }
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}
