const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

/** An escape: a byte in octal or hexadecimal, a code point, or a letter. */
const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|([0-7]{3})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/suy;

/**
 * Returns the text of a quoted Go string or character (`"a\n"`, `` `a` ``, `'a'`) as `strconv.Unquote` reads it, or undefined if it is not
 * one.
 *
 * @see https://pkg.go.dev/strconv#Unquote
 * @example
 * ```ts
 * tryUnquoteGo('"say \\"hi\\""'); // => say "hi"
 * ```
 */
export function tryUnquoteGo(text: string): string | undefined {
  const quote = text[0];
  if (text.length < 2 || quote !== text.at(-1)) return undefined;
  const inside = text.slice(1, -1);
  if (quote === '`') return inside.includes('`') ? undefined : inside.replaceAll('\r', '');
  if (quote !== '"' && quote !== "'") return undefined;
  const characters = readCharacters(inside, quote);
  if (characters === undefined || (quote === "'" && characters.length !== 1)) return undefined;
  return new TextDecoder().decode(Buffer.concat(characters));
}

/** Returns the UTF-8 bytes of each character, or undefined if the text is not valid between these quotes. */
function readCharacters(text: string, quote: string): readonly Uint8Array[] | undefined {
  const characters: Uint8Array[] = [];
  for (let at = 0; at < text.length; ) {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    if (character === quote || character === '\n') return undefined;
    if (character !== '\\') {
      characters.push(Buffer.from(character));
      at += character.length;
      continue;
    }
    ESCAPE.lastIndex = at;
    const match = ESCAPE.exec(text);
    const bytes = match === null ? undefined : readEscape(match, quote);
    if (match === null || bytes === undefined) return undefined;
    characters.push(bytes);
    at += match[0].length;
  }
  return characters;
}

function readEscape(match: RegExpExecArray, quote: string): Uint8Array | undefined {
  const [, hex, octal, short, long, letter = ''] = match;
  if (hex !== undefined) return Uint8Array.of(Number.parseInt(hex, 16));
  if (octal !== undefined) {
    const byte = Number.parseInt(octal, 8);
    return byte > 255 ? undefined : Uint8Array.of(byte);
  }
  const code = short ?? long;
  if (code !== undefined) {
    const point = Number.parseInt(code, 16);
    const isValid = point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
    return isValid ? Buffer.from(String.fromCodePoint(point)) : undefined;
  }
  const simple = letter === quote ? letter : SIMPLE[letter];
  return simple === undefined ? undefined : Buffer.from(simple);
}
