import type { Mismatch } from './mismatch.ts';
import type { Schema } from './schema.ts';

/**
 * Returns the first mismatch of a value with a schema that has no keywords but `type` and `items`; undefined if it matches.
 *
 * Most schemas are like this, and templates that cannot share the runtime carry no more than they need.
 */
export function findTypeMismatch({ type, items }: Schema, value: unknown, at: string): Mismatch | undefined {
  const kind = kindOf(value);
  const types = [type ?? kind].flat();
  if (!types.some((one) => one === kind || (one === 'integer' && Number.isInteger(value))))
    return [at, `be ${types.join(' or ')}`, value];
  if (!items || kind !== 'array') return undefined;
  let index = 0;
  for (const one of value as readonly unknown[]) {
    const mismatch = findTypeMismatch(items, one, `${at}[${index++}]`);
    if (mismatch) return mismatch;
  }
  return undefined;
}

/** Returns the type of a value as JSON Schema names it. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
