/** Seconds of each unit that Go's durations have; there are no days. */
const secondsOf: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  μs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
};

const part = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/gy;

/**
 * Returns the seconds of a duration as Go writes it, `1h30m` or `500ms`, or undefined for a text that is none.
 *
 * @see https://pkg.go.dev/time#ParseDuration
 */
export function readDuration(text: string): number | undefined {
  part.lastIndex = 0;
  let seconds = 0;
  let end = 0;
  for (let found = part.exec(text); found !== null; found = part.exec(text)) {
    seconds += Number(found[1]) * (secondsOf[found[2] ?? ''] ?? 0);
    end = part.lastIndex;
  }
  return end === text.length && text !== '' ? seconds : undefined;
}

/** Returns what to write in place of a text that is no duration, when the intent is clear. */
export function adviseDuration(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const [, days] = /^(\d+)\s*d(?:ays?)?$/.exec(value.trim()) ?? [];
  if (days !== undefined) return `There is no unit for days. Write "${Number(days) * 24}h".`;
  if (/^\d+$/.test(value)) return `Write "${value}s".`;
  const [, number, unit] = /^(\d+)\s*(s|m|h)[a-z]*$/i.exec(value.trim()) ?? [];
  return number === undefined ? undefined : `Write "${number}${unit?.toLowerCase()}".`;
}
