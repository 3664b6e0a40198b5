import type { JsonSchema } from '@tiphys/signature/model';
import { resolveSchema, subSchema } from '../../ir/json/json-schema.ts';
import { jsonNumber } from './number-facts.ts';
import { anyJson, numberType, TYPES, textType, union, type ValueType } from './value-type.ts';

/** Returns the type that a JSON Schema describes. */
export function typeOfSchema(given: JsonSchema): ValueType {
  const schema = resolveSchema(given);
  const choices = schema.enum ?? ('const' in schema ? [schema.const] : undefined);
  if (Array.isArray(choices)) return union(...choices.map(typeOfChoice));
  const { type } = schema;
  if (typeof type === 'string') return typeNamed(type, schema);
  if (Array.isArray(type)) return union(...type.map((one) => typeNamed(String(one), schema)));
  const parts = schema.anyOf ?? schema.oneOf;
  if (!Array.isArray(parts)) return anyJson;
  return union(...parts.map((part) => typeOfSchema(subSchema(schema, part as JsonSchema))));
}

function typeOfChoice(value: unknown): ValueType {
  switch (typeof value) {
    case 'string':
      return textType([value]);
    case 'number':
      return numberType(jsonNumber);
    case 'boolean':
      return TYPES.boolean;
    default:
      return value === null ? TYPES.null : anyJson;
  }
}

function typeNamed(name: string, schema: JsonSchema): ValueType {
  switch (name) {
    case 'null':
    case 'boolean':
    case 'string':
      return TYPES[name];
    case 'number':
    case 'integer':
      return numberType(jsonNumber);
    case 'array':
      return [{ kind: 'list', schema, element: () => typeOfElements(schema) }];
    case 'object':
      return [
        {
          kind: 'object',
          schema,
          field: (field) => typeOfField(schema, field),
          has: (field) => isRequired(schema, field) && findProperty(schema, field) !== undefined,
        },
      ];
    default:
      return anyJson;
  }
}

function typeOfElements(schema: JsonSchema): ValueType {
  const first: readonly unknown[] = Array.isArray(schema.prefixItems) ? schema.prefixItems : [];
  const { items } = schema;
  const rest = items === false ? [] : [typeof items === 'object' && items !== null ? items : {}];
  const parts = [...first, ...(first.length > 0 && items === undefined ? [] : rest)];
  return union(...parts.map((part) => typeOfSchema(subSchema(schema, part as JsonSchema))));
}

function findProperty(schema: JsonSchema, name: string): JsonSchema | undefined {
  const properties = schema.properties as Readonly<Record<string, JsonSchema>> | undefined; // as JSON Schema defines the keyword
  return properties !== undefined && Object.hasOwn(properties, name) ? properties[name] : undefined;
}

function isRequired(schema: JsonSchema, name: string): boolean {
  return Array.isArray(schema.required) && schema.required.includes(name);
}

function typeOfField(schema: JsonSchema, name: string): ValueType {
  const found = findProperty(schema, name);
  const others = schema.additionalProperties;
  const rest = typeof others === 'object' && others !== null ? (others as JsonSchema) : undefined;
  const part = found ?? rest;
  const type = part === undefined ? anyJson : typeOfSchema(subSchema(schema, part));
  return found !== undefined && isRequired(schema, name) ? type : union(TYPES.undefined, type);
}
