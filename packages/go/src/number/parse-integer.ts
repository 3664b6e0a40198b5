import { quoteGo } from '../text/quote.ts';

/**
 * Returns the integer that Go's `strconv.Atoi` reads.
 *
 * @throws Error with the message of Go: `strconv.Atoi: parsing "x": invalid syntax`
 * @see https://pkg.go.dev/strconv#Atoi
 */
export function parseIntGo(text: string): bigint {
  const [, sign, digits = '', rest] = /^([+-]?)(\d*)(.*)$/s.exec(text) ?? [];
  const size = BigInt(digits);
  // Go gives up at the first digit that a uint64 cannot hold, before it sees what follows.
  if (digits === '' || (rest !== '' && size < 2n ** 64n))
    throw new Error(`strconv.Atoi: parsing ${quoteGo(text)}: invalid syntax`);
  const value = sign === '-' ? -size : size;
  if (rest === '' && BigInt.asIntN(64, value) === value) return value;
  throw new Error(`strconv.Atoi: parsing ${quoteGo(text)}: value out of range`);
}

/** Returns the integer that Go's `strconv.Atoi` reads, or undefined where it fails. */
export function tryParseIntGo(text: string): bigint | undefined {
  try {
    return parseIntGo(text);
  } catch {
    return undefined;
  }
}
