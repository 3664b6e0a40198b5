const units: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  '\u00b5s': 1e3,
  '\u03bcs': 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

const part = /^(\d*)(?:\.(\d*))?([^.\d]*)/;

/** The nanoseconds of a text such as `1h30m`. Throws a plain error with the words of Go's `time.ParseDuration`. */
export function parseDuration(text: string): bigint {
  const fail = (problem: string): never => {
    throw new Error(`time: ${problem} duration ${quoteDuration(text)}`);
  };
  let rest = text.replace(/^[+-]/, '');
  if (rest === '0') return 0n;
  if (rest === '') return fail('invalid');
  let total = 0n;
  while (rest !== '') {
    const [all = '', whole = '', fraction = '', unit = ''] = part.exec(rest) ?? [];
    if (!/^[.\d]/.test(rest) || (whole === '' && fraction === '')) return fail('invalid');
    if (unit === '') return fail('missing unit in');
    const size = units[unit];
    if (size === undefined) return fail(`unknown unit ${quoteDuration(unit)} in`);
    total += BigInt(whole || '0') * BigInt(size) + BigInt(Math.trunc(Number(`0.${fraction || '0'}`) * size));
    rest = rest.slice(all.length);
  }
  if (total > 2n ** 63n - 1n) return fail('invalid');
  return text.startsWith('-') ? -total : total;
}

/** The nanoseconds of a text, undefined where it is no duration. */
export function tryParseDuration(text: string): bigint | undefined {
  try {
    return parseDuration(text);
  } catch {
    return undefined;
  }
}

/** Go's package time has a quoting of its own: bytes in hex. */
function quoteDuration(text: string): string {
  const escapeCharacter = (character: string): string =>
    character === '"' || character === '\\'
      ? `\\${character}`
      : [...new TextEncoder().encode(character)]
          .map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`)
          .join('');
  return `"${text.replace(/["\\]|[^ -~]/gu, escapeCharacter)}"`;
}

/** The text of a duration in nanoseconds as Go writes it: `1h30m0s`, `1.5s`, `2ms`. */
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
