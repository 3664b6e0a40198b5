/**
 * Formats a span of time: `0.3s`, `12s`, `3m 05s`, `2h 07m`, `3d 4h`; the empty string if the start is unknown. Between times in whole
 * seconds, which Argo stores, the result is in whole seconds.
 *
 * @param from - start, RFC 3339 or milliseconds since the epoch
 * @param to - end, likewise
 */
export function formatSpan(
  from: string | number | undefined | null,
  to: string | number | undefined | null,
): string {
  const start = toMilliseconds(from);
  const end = toMilliseconds(to);
  if (start === undefined || end === undefined) return '';
  const isWhole = start % 1000 === 0 && end % 1000 === 0;
  if (isWhole && end - start < 10_000) return end <= start ? '<1s' : `${(end - start) / 1000}s`;
  return formatDuration(end - start);
}

/** Formats milliseconds for display. Negative ones, from clocks that were set back, count as zero. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)}s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}s`;
  if (whole < 3600) return `${Math.floor(whole / 60)}m ${pad(whole % 60)}s`;
  if (whole < 86_400) return `${Math.floor(whole / 3600)}h ${pad(Math.floor((whole % 3600) / 60))}m`;
  return `${Math.floor(whole / 86_400)}d ${Math.floor((whole % 86_400) / 3600)}h`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

function toMilliseconds(time: string | number | undefined | null): number | undefined {
  if (time === undefined || time === null || time === '') return undefined;
  const value = typeof time === 'number' ? time : Date.parse(time);
  return Number.isNaN(value) ? undefined : value;
}
