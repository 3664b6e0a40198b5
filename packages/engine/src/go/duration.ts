const unitMilliseconds: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/**
 * Milliseconds of a duration as Go's `time.ParseDuration` reads it: `1h30m`, `500ms`.
 *
 * @throws Error with Go's own words when the text is none
 */
export function parseGoDuration(text: string): number {
  let rest = text;
  const negative = rest.startsWith('-');
  if (/^[-+]/.test(rest)) rest = rest.slice(1);
  if (rest === '0') return 0;
  if (rest === '') throw invalidDuration(text);
  let total = 0;
  while (rest !== '') {
    const number = /^(?:\d+\.?\d*|\.\d+)/.exec(rest)?.[0];
    if (number === undefined) throw invalidDuration(text);
    rest = rest.slice(number.length);
    const unit = /^[^\d.]*/.exec(rest)?.[0] ?? '';
    if (unit === '') throw new Error(`time: missing unit in duration ${JSON.stringify(text)}`);
    const milliseconds = unitMilliseconds[unit];
    if (milliseconds === undefined) {
      throw new Error(`time: unknown unit ${JSON.stringify(unit)} in duration ${JSON.stringify(text)}`);
    }
    total += Number(number) * milliseconds;
    rest = rest.slice(unit.length);
  }
  return negative ? -total : total;
}

/**
 * Returns the milliseconds of a duration as Argo reads it: an integer counts seconds, other text is Go's form.
 * See docs/semantics/limits.md#durations.
 *
 * @throws Error `unable to parse 1 day as a duration: ...`
 */
export function parseArgoDuration(text: string): number {
  if (/^[-+]?\d+$/.test(text)) return Number(text) * 1000;
  try {
    return parseGoDuration(text);
  } catch (error) {
    throw new Error(
      `unable to parse ${text} as a duration: ${error instanceof Error ? error.message : error}`,
    );
  }
}

/** A length of time in words, `2 minutes 5 seconds`, as Argo's messages print it. */
export function humanDuration(milliseconds: number): string {
  const units: readonly (readonly [string, number])[] = [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
    ['second', 1],
  ];
  let seconds = Math.round(milliseconds / 1000);
  const words: string[] = [];
  for (const [unit, size] of units) {
    const count = Math.floor(seconds / size);
    if (count > 0) words.push(`${count} ${unit}${count === 1 ? '' : 's'}`);
    seconds -= count * size;
  }
  return words.slice(0, 2).join(' ') || '0 seconds';
}

function invalidDuration(text: string): Error {
  return new Error(`time: invalid duration ${JSON.stringify(text)}`);
}
