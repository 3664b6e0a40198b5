const UNITS: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1000n],
  ['\u00b5s', 1000n],
  ['\u03bcs', 1000n],
  ['ms', 1_000_000n],
  ['s', 1_000_000_000n],
  ['m', 60_000_000_000n],
  ['h', 3_600_000_000_000n],
]);

/** One more than the longest duration. Only a negative one can be so long. */
const LIMIT = 2n ** 63n;

const PART = /^(\d*)(?:\.(\d*))?([^.\d]*)/;

/**
 * Returns the nanoseconds of a text such as `1h30m`.
 *
 * @throws Error with the message of Go's `time.ParseDuration`
 * @see https://pkg.go.dev/time#ParseDuration
 */
export function parseDuration(text: string): bigint {
  const fail = (problem: string): never => {
    throw new Error(`time: ${problem} duration ${quoteTime(text)}`);
  };
  let rest = text.replace(/^[+-]/, '');
  if (rest === '0') return 0n;
  if (rest === '') return fail('invalid');
  let total = 0n;
  while (rest !== '') {
    const [all = '', whole = '', fraction = '', unit = ''] = PART.exec(rest) ?? [];
    if (whole === '' && fraction === '') return fail('invalid');
    const count = BigInt(whole || '0');
    // Go finds an overflow of the digits before it looks at the unit.
    if (count > LIMIT) return fail('invalid');
    if (unit === '') return fail('missing unit in');
    const size = UNITS.get(unit);
    if (size === undefined) return fail(`unknown unit ${quoteTime(unit)} in`);
    total += count * size + fractionOf(fraction, size);
    if (total > LIMIT) return fail('invalid');
    rest = rest.slice(all.length);
  }
  if (text.startsWith('-')) return -total;
  return total === LIMIT ? fail('invalid') : total;
}

/** Go computes fractions in a float64, over the digits that an int64 can hold. */
function fractionOf(digits: string, size: bigint): bigint {
  let value = 0n;
  let scale = 1;
  for (const digit of digits) {
    const next = value * 10n + BigInt(digit);
    if (next > LIMIT) break;
    value = next;
    scale *= 10;
  }
  return BigInt(Math.trunc(Number(value) * (Number(size) / scale)));
}

/** Returns the nanoseconds of a text, or undefined where it is not a duration. */
export function tryParseDuration(text: string): bigint | undefined {
  try {
    return parseDuration(text);
  } catch {
    return undefined;
  }
}

/** Quotes a text as the messages of Go's package `time` do, which differs from `strconv.Quote`: bytes beyond ASCII are in hex. */
function quoteTime(text: string): string {
  const escapeCharacter = (character: string): string =>
    character === '"' || character === '\\'
      ? `\\${character}`
      : [...new TextEncoder().encode(character)]
          .map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`)
          .join('');
  return `"${text.replace(/["\\]|[^ -\x7f]/gu, escapeCharacter)}"`;
}

/** Returns the text of a duration in nanoseconds as Go writes it: `1h30m0s`, `1.5s`, `2ms`. */
export function formatDuration(nanoseconds: bigint): string {
  if (nanoseconds === 0n) return '0s';
  const sign = nanoseconds < 0n ? '-' : '';
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  if (size < 1_000n) return `${sign}${size}ns`;
  if (size < 1_000_000n) return `${sign}${decimal(size, 3)}\u00b5s`;
  if (size < 1_000_000_000n) return `${sign}${decimal(size, 6)}ms`;
  const minutes = size / 60_000_000_000n;
  const seconds = `${decimal(size % 60_000_000_000n, 9)}s`;
  if (minutes === 0n) return sign + seconds;
  const hours = minutes / 60n;
  return `${sign}${hours > 0n ? `${hours}h` : ''}${minutes % 60n}m${seconds}`;
}

function decimal(value: bigint, places: number): string {
  const digits = String(value).padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  return digits.slice(0, -places) + (fraction === '' ? '' : `.${fraction}`);
}
