const SUFFIXES: Readonly<Record<string, readonly [base: bigint, exponent: number]>> = {
  n: [10n, -9],
  u: [10n, -6],
  m: [10n, -3],
  k: [10n, 3],
  M: [10n, 6],
  G: [10n, 9],
  T: [10n, 12],
  P: [10n, 15],
  E: [10n, 18],
  Ki: [2n, 10],
  Mi: [2n, 20],
  Gi: [2n, 30],
  Ti: [2n, 40],
  Pi: [2n, 50],
  Ei: [2n, 60],
};

const PATTERN = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d{1,2}))?$/;

/** Quantities are computed in billionths, the smallest unit of Kubernetes. */
const BILLION = 1_000_000_000n;

/**
 * Returns the billionths of a quantity of Kubernetes, such as `500m` or `1Gi`; undefined if it is not one.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function tryParseQuantity(quantity: string | number): bigint | undefined {
  const [, sign, digits, suffix, exponent] = PATTERN.exec(String(quantity)) ?? [];
  if (digits === undefined) return undefined;
  const [whole = '', fraction = ''] = digits.split('.');
  const [base, power] = SUFFIXES[suffix ?? ''] ?? [10n, Number(exponent ?? 0)];
  const numerator = BigInt(`${whole}${fraction}`) * BILLION * (power > 0 ? base ** BigInt(power) : 1n);
  const denominator = 10n ** BigInt(fraction.length) * (power < 0 ? base ** BigInt(-power) : 1n);
  const value = divideUp(numerator, denominator);
  return sign === '-' ? -value : value;
}

/** Returns how many times a quantity holds another, rounded up. */
export function divideUp(quantity: bigint, divisor: bigint): bigint {
  return (quantity + divisor - 1n) / divisor;
}
