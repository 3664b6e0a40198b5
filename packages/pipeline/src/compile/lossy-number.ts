/** A number in a JSON text that no float64 holds, and what it would become. */
export interface LossyNumber {
  readonly text: string;
  readonly becomes: string;
}

const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g;

/**
 * Returns the first number of a JSON text that a function would receive as another number, or undefined when all of them arrive.
 *
 * Digits count, not the binary value: 0.1 is printed as 0.1 again, so it arrives.
 */
export function findLossyNumber(json: string): LossyNumber | undefined {
  for (const [text] of json.matchAll(stringOrNumber)) {
    if (text.startsWith('"')) continue;
    const becomes = String(Number(text));
    if (normalise(text) !== normalise(becomes)) return { text, becomes };
  }
  return undefined;
}

/** Returns a number as its digits and a power of ten, the same for all ways to write it. */
function normalise(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([-+]?\d+))?$/.exec(text) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  // Infinity has no digits either, and is not zero.
  if (significant === '') return whole === '' ? text : '0';
  return `${sign}${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`;
}
