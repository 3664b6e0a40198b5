/** The shortest decimal digits of a positive finite float, and where the point stands: 0.d1d2... * 10^point. */
function shortest(value: number): { readonly digits: string; readonly point: number } {
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  return { digits: mantissa.replace('.', ''), point: Number(exponent) + 1 };
}

function special(value: number): string | undefined {
  if (Number.isNaN(value)) return 'NaN';
  return Number.isFinite(value) ? undefined : value > 0 ? '+Inf' : '-Inf';
}

function signOf(value: number): string {
  return value < 0 || Object.is(value, -0) ? '-' : '';
}

/** Go's `%v` of a float64: `%g` with the shortest digits, and an exponent for a million and more. */
export function formatFloatG(value: number): string {
  const known = special(value);
  if (known !== undefined) return known;
  if (value === 0) return `${signOf(value)}0`;
  const { digits, point } = shortest(Math.abs(value));
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

/** Go's `strconv.FormatFloat(value, 'f', -1, 64)`: never an exponent. */
export function formatFloatF(value: number): string {
  const known = special(value);
  if (known !== undefined) return known;
  if (value === 0) return `${signOf(value)}0`;
  const { digits, point } = shortest(Math.abs(value));
  return signOf(value) + plain(digits, point);
}

const decimal = /^[+-]?(\d+(_?\d)*\.?(\d+(_?\d)*)?|\.\d+(_?\d)*)(e[+-]?\d+)?$/i;

/** Go's `strconv.ParseFloat`, undefined where it fails. */
export function parseFloatGo(text: string): number | undefined {
  const word = text.toLowerCase();
  const bare = word.replace(/^[+-]/, '');
  const sign = word.startsWith('-') ? -1 : 1;
  if (bare === 'inf' || bare === 'infinity') return sign * Number.POSITIVE_INFINITY;
  if (word === 'nan') return Number.NaN;
  if (bare.startsWith('0x')) return parseHexFloat(bare.slice(2), sign);
  if (!decimal.test(text) || text.includes('_')) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

function parseHexFloat(text: string, sign: number): number | undefined {
  const match = /^([0-9a-f]*)\.?([0-9a-f]*)p([+-]?\d+)$/.exec(text);
  if (match === null) return undefined;
  const [, whole = '', fraction = '', exponent = '0'] = match;
  if (whole === '' && fraction === '') return undefined;
  return sign * Number.parseInt(whole + fraction, 16) * 2 ** (Number(exponent) - 4 * fraction.length);
}

/** Go's `strconv.Atoi`, undefined where it fails. */
export function parseIntGo(text: string): bigint | undefined {
  if (!/^[+-]?\d+$/.test(text)) return undefined;
  const value = BigInt(text.replace(/^\+/, ''));
  return BigInt.asIntN(64, value) === value ? value : undefined;
}
