import { CHECKS_LISTS } from '../features.ts';
import type { Mismatch } from './mismatch.ts';
import type { Schema } from './schema.ts';

/**
 * Returns the first mismatch of a value with a plain schema; undefined if it matches. Plain schemas have one or several types, and lists may
 * have a plain schema for their elements. Most schemas are plain, and templates that cannot share the runtime carry no more than they need.
 */
export function findTypeMismatch(schema: Schema, value: unknown, at: string): Mismatch | undefined {
  const kind = kindOf(value);
  const types = [schema.type ?? kind].flat();
  if (!types.includes(kind)) return [at, `be ${types.join(' or ')}`, value];
  if (!CHECKS_LISTS || !schema.items || kind !== 'array') return undefined;
  let index = 0;
  for (const one of value as readonly unknown[]) {
    const mismatch = findTypeMismatch(schema.items, one, `${at}[${index++}]`);
    if (mismatch) return mismatch;
  }
  return undefined;
}

/** Returns the type of a value as JSON Schema names it. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return CHECKS_LISTS && Array.isArray(value) ? 'array' : typeof value;
}
