import { quoteRune } from '../text/quote.ts';

/**
 * Refuses a character of a JSON text that cannot be at its place. At the end of the text, the text is unfinished.
 *
 * @throws Error with the message of Go's `encoding/json`
 */
export function refuse(text: string, at: number, context: string): never {
  if (at >= text.length) throw new Error('unexpected end of JSON input');
  throw new Error(`invalid character ${quoteByte(text.codePointAt(at) ?? 0)} ${context}`);
}

/**
 * Refuses a character inside a word, a number or an escape. Go reads a blank after the end of each text, which is one character too many there.
 *
 * @throws Error with the message of Go's `encoding/json`
 */
export function refuseInside(text: string, at: number, context: string): never {
  if (at >= text.length) throw new Error(`invalid character ' ' ${context}`);
  return refuse(text, at, context);
}

/** Go's scanner sees bytes, and prints the first byte of a character as if it were one. */
function quoteByte(codePoint: number): string {
  const byte = codePoint < 0x80 ? codePoint : new TextEncoder().encode(String.fromCodePoint(codePoint))[0];
  return quoteRune(String.fromCharCode(byte ?? 0));
}
