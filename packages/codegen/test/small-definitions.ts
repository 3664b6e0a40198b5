import type { Definition, FieldDefinition, ObjectDefinition, SchemaDefinitions } from '@tiphys/schema';

/** Definitions by name, as a schema of Argo. */
export function schemaOf(definitions: Readonly<Record<string, Definition>>): SchemaDefinitions {
  return { version: 'v0.1', kinds: {}, definitions };
}

/** An object with text fields, or with the given ones. */
export function objectOf(
  fields: readonly string[] | Readonly<Record<string, FieldDefinition>>,
  more: Partial<ObjectDefinition> = {},
): ObjectDefinition {
  const text: FieldDefinition = { type: { kind: 'string' } };
  const named = Array.isArray(fields) ? Object.fromEntries(fields.map((field) => [field, text])) : fields;
  return {
    kind: 'object',
    origin: 'a.Thing',
    fields: named as Readonly<Record<string, FieldDefinition>>, // either form was turned into this one
    required: [],
    tolerated: [],
    groups: [],
    open: false,
    ...more,
  };
}
