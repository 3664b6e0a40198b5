import type { Settings } from '../../ir/settings/settings.ts';
import { findEntries } from '../../ir/surface/cluster-values.ts';

/** Returns a text that two settings share if tasks with them can share a template. The order of keys does not matter. */
export function settingsKey({ name: _, ...settings }: Settings & { readonly name?: string }): string {
  const { retry } = settings;
  return JSON.stringify(
    { ...settings, ...(typeof retry === 'number' && { retry: { limit: retry } }) },
    comparable,
  );
}

function comparable(_: string, value: unknown): unknown {
  if (typeof value === 'function') return { function: identityOf(value) };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = findEntries(value);
  if (entries !== undefined) return { entries };
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const identities = new WeakMap<object, number>();
let last = 0;

/** Returns a number for a function. Two functions may look alike, and still capture different values. */
function identityOf(value: object): number {
  const known = identities.get(value);
  if (known !== undefined) return known;
  last += 1;
  identities.set(value, last);
  return last;
}
