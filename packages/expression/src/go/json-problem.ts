/** Where in a JSON text a scanner stands: what it is in, and what may come next. */
interface Scan {
  readonly text: string;
  at: number;
}

/** A character as Go's messages quote it: a byte, not a letter. */
function quoteCharacter(text: string, at: number): string {
  const code = text.codePointAt(at) ?? 0;
  const byte = code < 0x80 ? code : (new TextEncoder().encode(String.fromCodePoint(code))[0] ?? 0);
  if (byte === 0x27) return "'\\''";
  const named: Readonly<Record<number, string>> = {
    7: '\\a',
    8: '\\b',
    9: '\\t',
    10: '\\n',
    11: '\\v',
    12: '\\f',
    13: '\\r',
    92: '\\\\',
  };
  const escaped = named[byte];
  if (escaped !== undefined) return `'${escaped}'`;
  if (byte < 0x20 || byte === 0x7f) return `'\\x${byte.toString(16).padStart(2, '0')}'`;
  return byte >= 0x80 && byte <= 0xa0 ? `'\\u00${byte.toString(16)}'` : `'${String.fromCharCode(byte)}'`;
}

class JsonProblem extends Error {}

function refuse({ text, at }: Scan, context: string): never {
  // Go reads a space at the end: within a word or a number it is one character too many.
  if (at >= text.length && /^in (?!string literal)|numeric/.test(context))
    throw new JsonProblem(`invalid character ' ' ${context}`);
  if (at >= text.length) throw new JsonProblem('unexpected end of JSON input');
  throw new JsonProblem(`invalid character ${quoteCharacter(text, at)} ${context}`);
}

function skipSpace(scan: Scan): void {
  while (scan.at < scan.text.length && ' \t\r\n'.includes(scan.text.charAt(scan.at))) scan.at += 1;
}

function take(scan: Scan, pattern: RegExp): boolean {
  if (!pattern.test(scan.text.charAt(scan.at))) return false;
  scan.at += 1;
  return true;
}

function scanString(scan: Scan): void {
  scan.at += 1;
  for (;;) {
    const character = scan.text.charAt(scan.at);
    if (character === '' || character < ' ') refuse(scan, 'in string literal');
    scan.at += 1;
    if (character === '"') return;
    if (character !== '\\') continue;
    if (take(scan, /["\\/bfnrt]/)) continue;
    if (!take(scan, /u/)) refuse(scan, 'in string escape code');
    for (let count = 0; count < 4; count += 1) {
      if (!take(scan, /[\da-fA-F]/)) refuse(scan, 'in \\u hexadecimal character escape');
    }
  }
}

function scanDigits(scan: Scan): void {
  while (take(scan, /\d/));
}

function scanNumber(scan: Scan): void {
  take(scan, /-/);
  if (!take(scan, /0/)) {
    if (!take(scan, /[1-9]/)) refuse(scan, 'in numeric literal');
    scanDigits(scan);
  }
  if (take(scan, /\./)) {
    if (!take(scan, /\d/)) refuse(scan, 'after decimal point in numeric literal');
    scanDigits(scan);
  }
  if (take(scan, /e/i)) {
    take(scan, /[+-]/);
    if (!take(scan, /\d/)) refuse(scan, 'in exponent of numeric literal');
    scanDigits(scan);
  }
}

function scanWord(scan: Scan, word: string): void {
  for (const letter of word) {
    if (scan.text.charAt(scan.at) !== letter) refuse(scan, `in literal ${word} (expecting '${letter}')`);
    scan.at += 1;
  }
}

const wordsByLetter: Readonly<Record<string, string>> = { t: 'true', f: 'false', n: 'null' };

/** Scans a scalar, or the start of a list or object, which goes on the stack. */
function scanValueStart(scan: Scan, stack: ('[' | '{')[]): void {
  const character = scan.text.charAt(scan.at);
  const word = wordsByLetter[character];
  if (character === '[' || character === '{') {
    stack.push(character);
    scan.at += 1;
  } else if (character === '"') scanString(scan);
  else if (character === '-' || /\d/.test(character)) scanNumber(scan);
  else if (word === undefined) refuse(scan, 'looking for beginning of value');
  else scanWord(scan, word);
}

function scanKey(scan: Scan): void {
  skipSpace(scan);
  if (scan.text.charAt(scan.at) !== '"') refuse(scan, 'looking for beginning of object key string');
  scanString(scan);
  skipSpace(scan);
  if (!take(scan, /:/)) refuse(scan, 'after object key');
}

/** After a value: closes what ends here; says whether another value follows. */
function scanAfterValue(scan: Scan, stack: ('[' | '{')[]): boolean {
  for (;;) {
    skipSpace(scan);
    const open = stack.at(-1);
    if (open === undefined) {
      if (scan.at < scan.text.length) refuse(scan, 'after top-level value');
      return false;
    }
    if (take(scan, /,/)) {
      if (open === '{') scanKey(scan);
      return true;
    }
    if (!take(scan, open === '{' ? /\}/ : /\]/)) {
      refuse(scan, open === '{' ? 'after object key:value pair' : 'after array element');
    }
    stack.pop();
  }
}

function scanText(scan: Scan): void {
  const stack: ('[' | '{')[] = [];
  for (let more = true; more; ) {
    skipSpace(scan);
    const depth = stack.length;
    scanValueStart(scan, stack);
    skipSpace(scan);
    const opened = stack.length > depth ? stack.at(-1) : undefined;
    const empty = opened !== undefined && take(scan, opened === '{' ? /\}/ : /\]/);
    if (empty) stack.pop();
    else if (opened === '{') scanKey(scan);
    if (opened === undefined || empty) more = scanAfterValue(scan, stack);
  }
}

/** What Go's `json.Unmarshal` says about a text that is no JSON, undefined when it is JSON. */
export function findJsonProblem(text: string): string | undefined {
  try {
    scanText({ text, at: 0 });
    return undefined;
  } catch (problem) {
    if (problem instanceof JsonProblem) return problem.message;
    throw problem;
  }
}
