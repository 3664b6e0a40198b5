import type { JsonSchema } from '@tiphys/signature/model';

/** Returns a schema for all of the given JSON values; `{}` if there are none. */
export function schemaOfValues(values: readonly unknown[]): JsonSchema {
  const schemas = new Map<string, JsonSchema>();
  for (const value of values) {
    const schema = schemaOfValue(value);
    schemas.set(JSON.stringify(schema), schema);
  }
  const [first = {}, ...others] = schemas.values();
  return others.length === 0 ? first : { anyOf: [first, ...others] };
}

/** Returns the schema of a JSON value. */
export function schemaOfValue(value: unknown): JsonSchema {
  if (value === null) return { type: 'null' };
  if (Array.isArray(value)) return { type: 'array', items: schemaOfValues(value) };
  if (typeof value !== 'object') return { type: typeof value };
  const fields = Object.entries(value);
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(([name, field]) => [name, schemaOfValue(field)])),
    required: fields.map(([name]) => name),
  };
}
