/**
 * Returns the first offset at which a sign ends outside quotes and brackets, or -1. Brackets of one kind hide those of the other, and
 * quotes in brackets do not count.
 */
export function findUnquoted(text: string, sign: string): number {
  let quote = '';
  let round = 0;
  let square = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === "'" || character === '"') {
      if (square <= 0 && round <= 0) {
        if (quote === '') quote = character;
        else if (quote === character) quote = '';
      }
    } else if (quote === '') {
      if (square <= 0) round += character === '(' ? 1 : character === ')' ? -1 : 0;
      if (round <= 0) square += character === '[' ? 1 : character === ']' ? -1 : 0;
    }
    const start = at + 1 - sign.length;
    if (quote === '' && round <= 0 && square <= 0 && start >= 0 && text.startsWith(sign, start)) return start;
  }
  return -1;
}
