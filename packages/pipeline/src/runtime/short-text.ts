import { attempt } from './attempt.ts';

/** Returns a value as text for an error message: JSON if possible, shortened if long. */
export function shortText(value: unknown): string {
  const text =
    (typeof value === 'number' ? undefined : attempt(() => JSON.stringify(value))) ?? String(value);
  return text.replace(/^(.{80}).+/s, '$1...');
}
