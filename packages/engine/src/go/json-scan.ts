/** A JSON value by its place in the text. */
export interface JsonSpan {
  readonly start: number;
  readonly end: number;
  readonly kind: 'object' | 'array' | 'string' | 'number' | 'true' | 'false' | 'null';
  /** Elements of an array; names and values in turn of an object. */
  readonly parts: readonly JsonSpan[];
}

/**
 * Places of the values in a JSON text, so that numbers keep their digits; refuses with the words of Go's encoding/json.
 *
 * @throws Error `invalid character 'r' looking for beginning of value`
 */
export function scanJson(text: string): JsonSpan {
  const value = scanValue(text, skipBlanks(text, 0));
  const rest = skipBlanks(text, value.end);
  if (rest < text.length) throw invalidCharacter(text, rest, 'after top-level value');
  return value;
}

function scanValue(text: string, start: number): JsonSpan {
  const first = text[start];
  if (first === undefined) throw new Error('unexpected end of JSON input');
  if (first === '{') return scanObject(text, start);
  if (first === '[') return scanArray(text, start);
  if (first === '"') return scanString(text, start);
  if (first === 't') return scanWord(text, start, 'true');
  if (first === 'f') return scanWord(text, start, 'false');
  if (first === 'n') return scanWord(text, start, 'null');
  if (first === '-' || isDigit(first)) return scanNumber(text, start);
  throw invalidCharacter(text, start, 'looking for beginning of value');
}

function scanArray(text: string, start: number): JsonSpan {
  const parts: JsonSpan[] = [];
  let at = skipBlanks(text, start + 1);
  if (text[at] === ']') return { start, end: at + 1, kind: 'array', parts };
  for (;;) {
    const element = scanValue(text, at);
    parts.push(element);
    at = skipBlanks(text, element.end);
    if (text[at] === ']') return { start, end: at + 1, kind: 'array', parts };
    if (text[at] !== ',') throw invalidCharacter(text, at, 'after array element');
    at = skipBlanks(text, at + 1);
  }
}

function scanObject(text: string, start: number): JsonSpan {
  const parts: JsonSpan[] = [];
  let at = skipBlanks(text, start + 1);
  if (text[at] === '}') return { start, end: at + 1, kind: 'object', parts };
  for (;;) {
    if (text[at] !== '"') throw invalidCharacter(text, at, 'looking for beginning of object key string');
    const name = scanString(text, at);
    at = skipBlanks(text, name.end);
    if (text[at] !== ':') throw invalidCharacter(text, at, 'after object key');
    const value = scanValue(text, skipBlanks(text, at + 1));
    parts.push(name, value);
    at = skipBlanks(text, value.end);
    if (text[at] === '}') return { start, end: at + 1, kind: 'object', parts };
    if (text[at] !== ',') throw invalidCharacter(text, at, 'after object key:value pair');
    at = skipBlanks(text, at + 1);
  }
}

function scanString(text: string, start: number): JsonSpan {
  for (let at = start + 1; ; at += 1) {
    const character = text[at];
    if (character === undefined) throw new Error('unexpected end of JSON input');
    if (character === '"') return { start, end: at + 1, kind: 'string', parts: [] };
    if (character < ' ') throw invalidCharacter(text, at, 'in string literal');
    if (character === '\\') at = scanEscape(text, at + 1);
  }
}

function scanEscape(text: string, at: number): number {
  const escaped = text[at];
  if (escaped === undefined) throw new Error('unexpected end of JSON input');
  if ('"\\/bfnrt'.includes(escaped)) return at;
  if (escaped !== 'u') throw invalidCharacter(text, at, 'in string escape code');
  for (let digit = at + 1; digit <= at + 4; digit += 1) {
    if (!/[0-9a-fA-F]/.test(text[digit] ?? '')) {
      throw invalidCharacter(text, digit, 'in \\u hexadecimal character escape');
    }
  }
  return at + 4;
}

function scanNumber(text: string, start: number): JsonSpan {
  let at = text[start] === '-' ? start + 1 : start;
  if (!isDigit(text[at])) throw invalidCharacter(text, at, 'in numeric literal');
  if (text[at] === '0') at += 1;
  else at = skipDigits(text, at);
  if (text[at] === '.') {
    if (!isDigit(text[at + 1]))
      throw invalidCharacter(text, at + 1, 'after decimal point in numeric literal');
    at = skipDigits(text, at + 1);
  }
  if (text[at] === 'e' || text[at] === 'E') {
    at += 1;
    if (text[at] === '+' || text[at] === '-') at += 1;
    if (!isDigit(text[at])) throw invalidCharacter(text, at, 'in exponent of numeric literal');
    at = skipDigits(text, at);
  }
  return { start, end: at, kind: 'number', parts: [] };
}

function scanWord(text: string, start: number, word: 'true' | 'false' | 'null'): JsonSpan {
  for (let index = 1; index < word.length; index += 1) {
    if (text[start + index] !== word[index]) {
      throw invalidCharacter(text, start + index, `in literal ${word} (expecting '${word[index]}')`);
    }
  }
  return { start, end: start + word.length, kind: word, parts: [] };
}

function invalidCharacter(text: string, at: number, where: string): Error {
  const code = text.codePointAt(at);
  if (code === undefined) return new Error('unexpected end of JSON input');
  return new Error(`invalid character ${quoteCharacter(String.fromCodePoint(code))} ${where}`);
}

function quoteCharacter(character: string): string {
  if (character === "'") return "'\\''";
  if (character === '"') return `'"'`;
  const quoted = JSON.stringify(character).slice(1, -1);
  return `'${quoted.startsWith('\\u00') ? `\\x${quoted.slice(4)}` : quoted}'`;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\t' || text[at] === '\r') at += 1;
  return at;
}

function skipDigits(text: string, from: number): number {
  let at = from;
  while (isDigit(text[at])) at += 1;
  return at;
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}
