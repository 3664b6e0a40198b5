/** Returns the shortest decimal digits of a positive finite float, and where the point is: 0.d1d2... * 10^point. */
function shortest(value: number): { readonly digits: string; readonly point: number } {
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  return { digits: mantissa.replace('.', ''), point: Number(exponent) + 1 };
}

/** Returns the fewest decimal digits that tell a positive float32 from all others. */
function shortestSingle(value: number): { readonly digits: string; readonly point: number } {
  for (let count = 1; count <= 9; count += 1) {
    const near = roundToEven(value, count);
    if (Math.fround(near) === value) return shortest(near);
  }
  return shortest(value);
}

/** Rounds to a number of digits. JavaScript rounds half up, Go rounds half to even. */
function roundToEven(value: number, count: number): number {
  const [digits = '', exponent = '0'] = value.toExponential(60).replace('.', '').split('e');
  const isHalf = /^50*$/.test(digits.slice(count));
  if (!isHalf || Number(digits[count - 1]) % 2 === 1) return Number(value.toPrecision(count));
  return Number(`${digits.slice(0, count)}e${Number(exponent) - count + 1}`);
}

function special(value: number): string | undefined {
  if (Number.isNaN(value)) return 'NaN';
  return Number.isFinite(value) ? undefined : value > 0 ? '+Inf' : '-Inf';
}

function signOf(value: number): string {
  return value < 0 || Object.is(value, -0) ? '-' : '';
}

/**
 * Returns what Go's `%v` and `strconv.FormatFloat(value, 'g', -1, bits)` print: the shortest digits, with an exponent for a million and more.
 *
 * @param bits 32 to print the nearest float32
 */
export function formatFloatG(value: number, bits: 32 | 64 = 64): string {
  const number = bits === 32 ? Math.fround(value) : value;
  const known = special(number);
  if (known !== undefined) return known;
  if (number === 0) return `${signOf(number)}0`;
  const { digits, point } = (bits === 32 ? shortestSingle : shortest)(Math.abs(number));
  const exponent = point - 1;
  if (exponent < -4 || exponent >= 6) return signOf(value) + withExponent(digits, exponent);
  return signOf(value) + plain(digits, point);
}

function withExponent(digits: string, exponent: number): string {
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
  const magnitude = String(Math.abs(exponent)).padStart(2, '0');
  return `${digits.slice(0, 1)}${fraction}e${exponent < 0 ? '-' : '+'}${magnitude}`;
}

function plain(digits: string, point: number): string {
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`;
  if (digits.length <= point) return digits + '0'.repeat(point - digits.length);
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** Returns what Go's `strconv.FormatFloat(value, 'f', -1, 64)` prints: never an exponent. */
export function formatFloatF(value: number): string {
  const known = special(value);
  if (known !== undefined) return known;
  if (value === 0) return `${signOf(value)}0`;
  const { digits, point } = shortest(Math.abs(value));
  return signOf(value) + plain(digits, point);
}

const digits = String.raw`\d+(?:_\d+)*`;
const decimal = new RegExp(
  `^[+-]?(?:${digits}(?:\\.(?:${digits})?)?|\\.${digits})(?:e[+-]?${digits})?$`,
  'i',
);

/**
 * Returns what Go's `strconv.ParseFloat` reads: decimal and hexadecimal literals of Go, `inf` and `nan`.
 * Undefined where it fails, also for a number out of range.
 *
 * @see https://pkg.go.dev/strconv#ParseFloat
 */
export function parseFloatGo(text: string): number | undefined {
  const word = text.toLowerCase();
  const bare = word.replace(/^[+-]/, '');
  const sign = word.startsWith('-') ? -1 : 1;
  if (bare === 'inf' || bare === 'infinity') return sign * Number.POSITIVE_INFINITY;
  if (word === 'nan') return Number.NaN;
  const value = bare.startsWith('0x') ? parseHexFloat(bare.slice(2), sign) : parseDecimal(text);
  return Number.isFinite(value) ? value : undefined;
}

function parseDecimal(text: string): number | undefined {
  return decimal.test(text) ? Number(text.replaceAll('_', '')) : undefined;
}

function parseHexFloat(text: string, sign: number): number | undefined {
  const match = /^((?:_?[\da-f]+)*)(?:\.([\da-f]+(?:_[\da-f]+)*)?)?p([+-]?\d+(?:_\d+)*)$/.exec(text);
  if (match === null) return undefined;
  const [whole, fraction, exponent] = [1, 2, 3].map((index) => (match[index] ?? '').replaceAll('_', ''));
  if (!whole && !fraction) return undefined;
  // BigInt, as Number.parseInt does not round to even.
  const mantissa = BigInt(`0x${whole}${fraction}`);
  if (mantissa === 0n) return sign * 0;
  const power = Number(exponent) - 4 * (fraction?.length ?? 0);
  // In two steps, since the power alone may be too small or too large for a float.
  const half = Math.trunc(power / 2);
  return sign * Number(mantissa) * 2 ** half * 2 ** (power - half);
}
