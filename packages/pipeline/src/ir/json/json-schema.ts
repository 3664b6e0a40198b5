import type { JsonSchema } from '@tiphys/signature/model';

/** Returns the schema of the elements of a list. */
export function elementSchema(schema: JsonSchema): JsonSchema {
  const items = schema.items;
  return typeof items === 'object' && items !== null ? subSchema(schema, items as JsonSchema) : {};
}

/** Returns the schema of a field of an object. */
export function fieldSchema(schema: JsonSchema, name: string): JsonSchema {
  const properties = schema.properties as Readonly<Record<string, JsonSchema>> | undefined; // as JSON Schema defines the keyword
  const found = properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
  return found === undefined ? {} : subSchema(schema, found);
}

/** Returns the schema of a part, with the definitions of the whole. */
export function subSchema(whole: JsonSchema, part: JsonSchema): JsonSchema {
  return resolveSchema(whole.$defs === undefined ? part : { ...part, $defs: whole.$defs });
}

/** Resolves the reference of a schema to its own definitions. */
export function resolveSchema(schema: JsonSchema): JsonSchema {
  let current = schema;
  for (let depth = 0; depth < 20; depth += 1) {
    const reference = current.$ref;
    if (typeof reference !== 'string') return current;
    const definitions = current.$defs as Readonly<Record<string, JsonSchema>> | undefined; // as JSON Schema defines the keyword
    const target = reference === '#' ? undefined : definitions?.[reference.replace('#/$defs/', '')];
    if (target === undefined) return {};
    current = { ...target, $defs: definitions };
  }
  return {};
}
