const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};

// Node.js knows a newer Unicode than Go: Go escapes the characters added since.
const UNPRINTABLE = /["\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu;

function escapeCharacter(character: string): string {
  const known = ESCAPES[character];
  if (known !== undefined) return known;
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code < 0x20 || code === 0x7f) return `\\x${hex.padStart(2, '0')}`;
  // A lone surrogate has no UTF-8 form; Go has the replacement character instead.
  if (code >= 0xd800 && code <= 0xdfff) return '\ufffd';
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

/** Returns the text as Go's `strconv.Quote` escapes it, without the quotes around it. */
export function escapeGo(text: string): string {
  return text.replace(UNPRINTABLE, (character) => (character === '"' ? '\\"' : escapeCharacter(character)));
}

/** Returns the text as Go's `strconv.Quote` writes it. */
export function quoteGo(text: string): string {
  return `"${escapeGo(text)}"`;
}

/** Returns one character as Go's `strconv.QuoteRune` writes it: `'x'`. */
export function quoteRune(character: string): string {
  const escaped = character.replace(/'|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]|\\/gu, (found) =>
    found === "'" ? "\\'" : escapeCharacter(found),
  );
  return `'${escaped}'`;
}
