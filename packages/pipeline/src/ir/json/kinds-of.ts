import type { JsonSchema } from '@tiphys/signature/model';
import { resolveSchema, subSchema } from './json-schema.ts';

/** The kinds of JSON values. Integers are numbers. */
export type JsonKind = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

const NAMES: Readonly<Record<string, JsonKind>> = {
  null: 'null',
  boolean: 'boolean',
  number: 'number',
  integer: 'number',
  string: 'string',
  array: 'array',
  object: 'object',
};

/** Returns the kinds of values that a schema allows, or undefined if it does not say. */
export function kindsOfSchema(given: JsonSchema): ReadonlySet<JsonKind> | undefined {
  const schema = resolveSchema(given);
  const choices = 'const' in schema ? [schema.const] : schema.enum;
  if (Array.isArray(choices)) return new Set(choices.map(kindOfValue));
  const { type } = schema;
  if (type !== undefined) return known([type].flat().map((name) => NAMES[String(name)]));
  const parts = schema.anyOf ?? schema.oneOf;
  if (!Array.isArray(parts) || parts.length === 0) return undefined;
  const kinds = parts.map((part) => kindsOfSchema(subSchema(schema, part as JsonSchema))); // as JSON Schema defines the keywords
  return known(kinds.flatMap((one) => (one === undefined ? [undefined] : [...one])));
}

function known(kinds: readonly (JsonKind | undefined)[]): ReadonlySet<JsonKind> | undefined {
  const found = kinds.filter((kind) => kind !== undefined);
  return found.length === kinds.length ? new Set(found) : undefined;
}

/** Returns the kind of a JSON value. */
export function kindOfValue(value: unknown): JsonKind {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  return NAMES[typeof value] ?? 'object';
}
