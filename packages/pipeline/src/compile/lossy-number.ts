/** A number in a JSON text that a float64 cannot represent, and what it would become. */
export interface LossyNumber {
  readonly text: string;
  readonly becomes: string;
}

const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g;

/**
 * Returns the first number of a JSON text that JavaScript would change, or undefined if there is none.
 *
 * Compares digits, not binary values: 0.1 is printed as 0.1 again, so it is unchanged.
 */
export function findLossyNumber(json: string): LossyNumber | undefined {
  for (const [text] of json.matchAll(STRING_OR_NUMBER)) {
    if (text.startsWith('"')) continue;
    const becomes = String(Number(text));
    if (normalise(text) !== normalise(becomes)) return { text, becomes };
  }
  return undefined;
}

/** Normalises a number to its digits and a power of ten. */
function normalise(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([-+]?\d+))?$/.exec(text) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  // Infinity has no digits either, but is not zero.
  if (significant === '') return whole === '' ? text : '0';
  return `${sign}${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`;
}
