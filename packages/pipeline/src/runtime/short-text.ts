import { attempt } from './attempt.ts';

const longest = 80;

/** Returns a value as text for an error message: JSON if possible, shortened if long. Never throws. */
export function shortText(value: unknown): string {
  const text =
    attempt(() => (typeof value === 'number' ? String(value) : JSON.stringify(value))) ??
    // Cycles and bigints have no JSON text.
    attempt(() => String(value)) ??
    'a value without text';
  return text.length > longest ? `${text.slice(0, longest)}... (${text.length} characters)` : text;
}
