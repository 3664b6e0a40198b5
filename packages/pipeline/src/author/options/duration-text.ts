import { tryParseDuration } from '@tiphys/go';

/** Returns the seconds of a Go duration such as `1h30m` or `500ms`; undefined for other texts, and for durations with a sign. */
export function readDuration(text: string): number | undefined {
  const nanoseconds = /^[+-]/.test(text) ? undefined : tryParseDuration(text);
  return nanoseconds === undefined ? undefined : Number(nanoseconds) / 1e9;
}

/** Returns what to write instead of an invalid duration, if the intent is clear. */
export function adviseDuration(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const [, days] = /^(\d+)\s*d(?:ays?)?$/.exec(value.trim()) ?? [];
  if (days !== undefined) return `There is no unit for days. Write "${Number(days) * 24}h".`;
  if (/^\d+$/.test(value)) return `Write "${value}s".`;
  const [, number, unit] = /^(\d+)\s*(s|m|h)[a-z]*$/i.exec(value.trim()) ?? [];
  const advised = `${number}${unit?.toLowerCase()}`;
  return number === undefined || advised === value ? undefined : `Write "${advised}".`;
}

/** Returns a duration as Argo takes it: an integer is a number of seconds, everything else has a unit. */
export function durationText(duration: number | string): string {
  return String(duration);
}
