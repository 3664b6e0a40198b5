import { attempt } from './attempt.ts';

/** Returns a value as text for an error message: JSON if possible, shortened if long. */
export function shortText(value: unknown): string {
  return shorten(
    (typeof value === 'number' ? undefined : attempt(() => JSON.stringify(value))) ?? String(value),
  );
}

/** Shortens a long text for an error message. */
export function shorten(text: string): string {
  return text.replace(/^(.{80}).+/s, '$1...');
}
