import { GoTime } from '@tiphys/go';
import { entriesOf, GoBytes, GoInteger, isList, isMap, isNumeric, toFloat } from '../values/value.ts';

/** Removes duplicates, keeping the first of equal elements. `same` is the equality of the language or a stricter one. */
export function distinct(
  list: readonly unknown[],
  same: (item: unknown, known: unknown) => boolean,
): unknown[] {
  const kept: unknown[] = [];
  const buckets = new Map<string, unknown[]>();
  for (const item of list) {
    const key = keyOf(item);
    const bucket = buckets.get(key);
    if (bucket?.some((known) => same(item, known))) continue;
    if (bucket === undefined) buckets.set(key, [item]);
    else bucket.push(item);
    kept.push(item);
  }
  return kept;
}

/** Returns a hash key: the same for equal values, and possibly for others. */
function keyOf(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'boolean') return String(value);
  // Numbers of different types can be equal.
  if (isNumeric(value)) return `n${toFloat(value)}`;
  if (value instanceof GoInteger) return `i${value.value}`;
  if (value instanceof GoTime) return `t${value.nanoseconds}`;
  if (value instanceof GoBytes) return `b${value.bytes}`;
  // An empty value may equal nil, which has no type.
  if (isList(value)) return value.length === 0 ? 'nil' : `[${value.map(keyOf).join()}]`;
  if (!isMap(value)) return value === null || value === undefined ? 'nil' : 'other';
  const entries = entriesOf(value).map(([key, item]) => `${keyOf(key)}:${keyOf(item)}`);
  return entries.length === 0 ? 'nil' : `{${entries.sort().join()}}`;
}
