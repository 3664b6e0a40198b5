const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '`': '`',
  '?': '?',
};
const FAILURE = 'unable to unescape string';
const OCTAL_FAILURE = 'unable to unescape octal sequence in string';

function codePoint(value: number): string {
  if (value > 0x10ffff) throw new Error(FAILURE);
  return value >= 0xd800 && value <= 0xdfff ? '\ufffd' : String.fromCodePoint(value);
}

function hex(digits: string, length: number): number {
  if (digits.length !== length || !/^[0-9a-fA-F]+$/.test(digits)) throw new Error(FAILURE);
  return Number.parseInt(digits, 16);
}

/** Reads an escape after a backslash at `at`. Returns its character and the offset after it. */
function readEscape(body: string, at: number): readonly [string, number] {
  const letter = body[at] ?? '';
  const plain = SIMPLE[letter];
  if (plain !== undefined) return [plain, at + 1];
  if (letter === 'u' && body[at + 1] === '{') {
    const end = body.indexOf('}', at);
    const digits = body.slice(at + 2, end < 0 ? at + 2 : end);
    if (digits.length > 6) throw new Error(FAILURE);
    return [codePoint(hex(digits, Math.max(1, digits.length))), end + 1];
  }
  const length = letter === 'x' || letter === 'X' ? 2 : letter === 'u' ? 4 : letter === 'U' ? 8 : 0;
  if (length > 0) return [codePoint(hex(body.slice(at + 1, at + 1 + length), length)), at + 1 + length];
  if (letter >= '0' && letter <= '3' && letter !== '') {
    const digits = body.slice(at, at + 3);
    if (!/^[0-3][0-7]{2}$/.test(digits)) throw new Error(OCTAL_FAILURE);
    return [codePoint(Number.parseInt(digits, 8)), at + 3];
  }
  throw new Error(FAILURE);
}

/** Returns the value of a string literal of expr-lang, given with its quotes. */
export function unescapeString(literal: string): string {
  const body = literal.slice(1, -1).replace(/\r\n?/g, '\n');
  if (!body.includes('\\')) return body;
  let value = '';
  let at = 0;
  while (at < body.length) {
    const next = body.indexOf('\\', at);
    if (next < 0) return value + body.slice(at);
    value += body.slice(at, next);
    const [character, after] = readEscape(body, next + 1);
    value += character;
    at = after;
  }
  return value;
}

/** Returns the bytes of a `b"..."` literal, given with its quotes. `\x` and octal escapes are single bytes. */
export function unescapeBytes(literal: string): readonly number[] {
  const body = literal.slice(1, -1).replace(/\r\n?/g, '\n');
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  let at = 0;
  while (at < body.length) {
    if (body[at] !== '\\') {
      const character = String.fromCodePoint(body.codePointAt(at) ?? 0);
      bytes.push(...encoder.encode(character));
      at += character.length;
      continue;
    }
    if (body[at + 1] === 'u' || body[at + 1] === 'U') throw new Error(FAILURE);
    const [character, after] = readEscape(body, at + 1);
    bytes.push(character.charCodeAt(0));
    at = after;
  }
  return bytes;
}
