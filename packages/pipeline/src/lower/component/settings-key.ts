import { isArrow, type ResolvedOptions } from '../../ir/settings/settings.ts';
import { findEntries } from '../../ir/surface/cluster-values.ts';
import { isVolume } from '../../ir/surface/volume.ts';

/** Returns a text that two settings share if tasks with them can share a template. The order of keys does not matter. */
export function settingsKey({ name: _, ...settings }: ResolvedOptions): string {
  const { retry } = settings;
  return JSON.stringify(
    { ...settings, ...(typeof retry === 'number' && { retry: { limit: retry } }) },
    comparable,
  );
}

function comparable(_: string, value: unknown): unknown {
  // JSON would make them null or 0.
  if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0)))
    return { number: `${1 / value}${value}` };
  if (value instanceof Map) return [...value];
  // Its source and its constants determine what a function becomes.
  if (isArrow(value)) {
    const { parameters, captured } = value.constants;
    return { source: String(value.run), parameters, captured };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = findEntries(value);
  if (entries !== undefined) return { entries };
  // Each volume of a run is one of its own, even if others have the same options.
  if (isVolume(value) && value.source.kind === 'perRun')
    return { perRun: identityOf(value.source), isReadOnly: value.isReadOnly };
  if (isVolume(value)) return { source: value.source, isReadOnly: value.isReadOnly };
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const identities = new WeakMap<object, number>();
let last = 0;

/** Returns a number for an object, by its identity. */
function identityOf(value: object): number {
  const known = identities.get(value);
  if (known !== undefined) return known;
  last += 1;
  identities.set(value, last);
  return last;
}
