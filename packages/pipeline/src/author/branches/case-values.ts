import type { JsonSchema } from '@tiphys/signature/model';
import { fieldSchema, resolveSchema, subSchema } from '../../ir/json/json-schema.ts';

/** Returns all values that a schema allows, or undefined if they cannot be listed. */
export function choicesOf(given: JsonSchema): readonly unknown[] | undefined {
  const schema = resolveSchema(given);
  if ('const' in schema) return [schema.const];
  if (Array.isArray(schema.enum)) return schema.enum;
  if (schema.type === 'boolean') return [true, false];
  const parts = partsOf(schema);
  if (parts === undefined) return undefined;
  const choices = parts.map(choicesOf);
  return choices.includes(undefined) ? undefined : choices.flatMap((one) => one ?? []);
}

/** Returns the members of a union of objects; the schema itself if it is not a union. */
export function membersOf(given: JsonSchema): readonly JsonSchema[] {
  const schema = resolveSchema(given);
  return partsOf(schema)?.flatMap(membersOf) ?? [schema];
}

/** Returns the schema of the tag of a union of objects. */
export function tagSchema(union: JsonSchema, tag: string): JsonSchema {
  const choices = membersOf(union).map((member) => choicesOf(fieldSchema(member, tag)));
  return choices.includes(undefined) ? {} : { enum: [...new Set(choices.flatMap((one) => one ?? []))] };
}

/** Returns the schema of the members of a union whose tag has a value; `{}` if they are unknown. */
export function memberSchema(union: JsonSchema, tag: string, key: string): JsonSchema {
  const members = membersOf(union).filter(
    (member) => choicesOf(fieldSchema(member, tag))?.some((choice) => String(choice) === key) === true,
  );
  const [first = {}, ...others] = members;
  return others.length === 0 ? first : { anyOf: members };
}

function partsOf(schema: JsonSchema): readonly JsonSchema[] | undefined {
  const parts = schema.anyOf ?? schema.oneOf;
  if (!Array.isArray(parts) || parts.length === 0) return undefined;
  // The elements are schemas, as JSON Schema defines the keywords.
  return parts.map((part) => subSchema(schema, part as JsonSchema));
}
