import { dayNames, monthNames } from '@tiphys/go';

/** Formats a time as RFC 3339 in UTC with whole seconds, as Kubernetes does. */
export function rfc3339(milliseconds: number): string {
  return new Date(Math.floor(milliseconds / 1000) * 1000).toISOString().replace('.000Z', 'Z');
}

/**
 * Returns the parts of a time by the letters of `workflow.creationTimestamp.X`.
 * See docs/semantics/variables.md#parts-of-the-creation-time.
 */
export function timeParts(milliseconds: number): Readonly<Record<string, string>> {
  const time = new Date(milliseconds);
  const two = (value: number): string => String(value).padStart(2, '0');
  const month = monthNames[time.getUTCMonth()] ?? '';
  const weekday = dayNames[time.getUTCDay()] ?? '';
  return {
    B: month,
    b: month.slice(0, 3),
    m: two(time.getUTCMonth() + 1),
    A: weekday,
    a: weekday.slice(0, 3),
    d: two(time.getUTCDate()),
    H: two(time.getUTCHours()),
    I: two(time.getUTCHours() % 12 || 12),
    M: two(time.getUTCMinutes()),
    S: two(time.getUTCSeconds()),
    Y: String(time.getUTCFullYear()),
    y: two(time.getUTCFullYear() % 100),
    p: time.getUTCHours() < 12 ? 'AM' : 'PM',
    Z: 'UTC',
    z: '+0000',
    L: `.${String(time.getUTCMilliseconds()).padStart(3, '0')}`,
    s: String(Math.floor(milliseconds / 1000)),
    RFC3339: rfc3339(milliseconds),
  };
}
