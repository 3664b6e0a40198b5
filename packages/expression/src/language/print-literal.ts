const ESCAPES: Readonly<Record<string, string>> = {
  "'": "\\'",
  '\\': '\\\\',
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};

function escapeCharacter(character: string): string {
  const known = ESCAPES[character];
  if (known !== undefined) return known;
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

/** Prints a string literal in single quotes. Escapes double braces, so that it can be used in a tag. */
export function printStringLiteral(value: string): string {
  const body = value
    .toWellFormed()
    .replace(/['\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, escapeCharacter)
    // Argo would read these as the escapes of Go's JSON encoder for `<`, `>` and `&`.
    .replace(/\\\\(?=u00(?:3[ce]|26))/g, '\\x5c')
    .replace(/\{(?=\{)|(?<=\{)\{/g, '\\x7b')
    .replace(/\}(?=\})|(?<=\})\}/g, '\\x7d');
  return `'${body}'`;
}

/** Prints a `b'...'` literal. */
export function printBytesLiteral(bytes: readonly number[]): string {
  const body = bytes.map((byte) => {
    const character = String.fromCharCode(byte);
    if (byte >= 0x20 && byte < 0x7f && !"'\\{}".includes(character)) return character;
    return `\\x${byte.toString(16).padStart(2, '0')}`;
  });
  return `b'${body.join('')}'`;
}
