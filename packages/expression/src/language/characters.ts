const ALPHANUMERIC = /^[_$\p{L}\p{Nd}]$/u;
const IDENTIFIER = /^[_$\p{L}][_$\p{L}\p{Nd}]*$/u;
const SPACE = /^\p{White_Space}$/u;

/** Tells whether a character is allowed in a name. */
export function isAlphanumeric(character: string): boolean {
  if (character.length === 1) {
    const code = character.charCodeAt(0);
    if (code < 128) {
      return (
        (code >= 97 && code <= 122) ||
        (code >= 65 && code <= 90) ||
        (code >= 48 && code <= 57) ||
        code === 95 ||
        code === 36
      );
    }
  }
  return ALPHANUMERIC.test(character);
}

/** Tells whether a text is valid after a dot, or as a bare key of a map. */
export function isIdentifier(text: string): boolean {
  return IDENTIFIER.test(text);
}

/** Tells whether a character is white space. */
export function isSpace(character: string): boolean {
  return character === ' ' || character === '\n' || SPACE.test(character);
}
