import type { JsonSchema } from '@tiphys/signature/model';

/** Keywords that refuse no value. */
const SILENT = new Set([
  '$schema',
  '$id',
  '$comment',
  'title',
  'description',
  'default',
  'examples',
  'deprecated',
]);

/** Keywords that the runtime checks (see runtime/schemas/check-value.ts). */
const CHECKED = new Set([
  'type',
  'const',
  'enum',
  'pattern',
  'not',
  'anyOf',
  'oneOf',
  'minItems',
  'maxItems',
  'prefixItems',
  'items',
  'required',
  'properties',
  'patternProperties',
  'additionalProperties',
  '$ref',
  '$defs',
]);

/** Keywords whose values are schemas by name. */
const NAMED = new Set(['properties', 'patternProperties', '$defs']);

/** Keywords whose values are one schema or a list of them. */
const NESTED = new Set(['not', 'anyOf', 'oneOf', 'prefixItems', 'items', 'additionalProperties']);

/**
 * Returns the schema that the code of a task checks an argument against, with nothing else in it; undefined if it takes any value.
 * Objects may have additional fields, as in TypeScript.
 *
 * @throws Error if the schema has a keyword that `tiphys generate` does not write
 */
export function toArgumentSchema(schema: JsonSchema): JsonSchema | undefined {
  const short = shorten(schema) as JsonSchema; // of an object, it is an object
  return Object.keys(short).some((keyword) => keyword !== '$defs') ? short : undefined;
}

function shorten(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(shorten);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).filter(([keyword]) => !SILENT.has(keyword));
  const unknown = entries.find(([keyword]) => !CHECKED.has(keyword));
  if (unknown !== undefined)
    throw new Error(`The keyword "${unknown[0]}" is not supported in the schema of an argument.`);
  const closed = 'properties' in schema;
  return Object.fromEntries(
    entries
      .filter(([keyword, value]) => !(closed && keyword === 'additionalProperties' && value === false))
      .map(([keyword, value]) => [keyword, shortenValue(keyword, value)]),
  );
}

function shortenValue(keyword: string, value: unknown): unknown {
  if (NESTED.has(keyword)) return shorten(value);
  if (!NAMED.has(keyword)) return value;
  const schemas = Object.entries(value as Readonly<Record<string, unknown>>); // as JSON Schema defines the keywords
  return Object.fromEntries(schemas.map(([name, schema]) => [name, shorten(schema)]));
}
