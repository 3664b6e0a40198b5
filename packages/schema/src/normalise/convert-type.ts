import type { FieldType } from '../field-type.ts';
import { findField, isJsonObject, type JsonObject, textsOf } from '../json-object.ts';
import { findReference } from '../read/source-schema.ts';
import { SchemaError } from '../schema-error.ts';

/** What the conversion of a type needs to know about its definition. */
export interface ConversionContext {
  readonly definition: string;
  /** The field, if the type is that of a field. */
  readonly field?: string;
  readonly typeNames: ReadonlyMap<string, string>;
  /** Whether descriptions are kept. */
  readonly descriptions: boolean;
}

const MAX_DEPTH = 32;

/**
 * Returns the type that a node of a JSON schema describes.
 *
 * @throws SchemaError `SCHEMA_MALFORMED`, `SCHEMA_MISSING_DEFINITION` or `SCHEMA_TOO_DEEP`, naming the definition.
 */
export function convertType(node: unknown, context: ConversionContext, depth = 0): FieldType {
  if (depth > MAX_DEPTH) {
    throw new SchemaError(
      'SCHEMA_TOO_DEEP',
      `${placeOf(context)} is nested deeper than ${MAX_DEPTH} levels.`,
      { definition: context.definition },
    );
  }
  if (node === true) return { kind: 'any' };
  if (!isJsonObject(node)) {
    throw new SchemaError('SCHEMA_MALFORMED', `${placeOf(context)} has no schema object.`, {
      definition: context.definition,
    });
  }
  const reference = findReference(node, context.definition);
  return reference === undefined ? convertPlain(node, context, depth) : referenceTo(reference, context);
}

function placeOf({ definition, field }: ConversionContext): string {
  return field === undefined
    ? `Definition "${definition}"`
    : `Field "${field}" of definition "${definition}"`;
}

function referenceTo(name: string, context: ConversionContext): FieldType {
  const to = context.typeNames.get(name);
  if (to !== undefined) return { kind: 'reference', to };
  throw new SchemaError(
    'SCHEMA_MISSING_DEFINITION',
    `Definition "${context.definition}" refers to "${name}", which is missing from the schema.`,
    { definition: context.definition },
  );
}

function convertPlain(node: JsonObject, context: ConversionContext, depth: number): FieldType {
  switch (typeOf(node)) {
    case 'string':
      return stringType(node);
    case 'integer':
    case 'number':
      return { kind: typeOf(node) as 'integer' | 'number', ...limits(node, ['minimum', 'maximum']) }; // narrowed by the case
    case 'boolean':
      return { kind: 'boolean' };
    case 'integer,string':
      return { kind: 'intOrString' };
    case 'array':
      return {
        kind: 'list',
        element: convertType(findField(node, 'items') ?? true, context, depth + 1),
        ...limits(node, ['minItems', 'maxItems']),
      };
    case 'object':
      return { kind: 'map', value: mapValue(node, context, depth) };
    default:
      return { kind: 'any' };
  }
}

function typeOf(node: JsonObject): string {
  const either = findField(node, 'anyOf') ?? findField(node, 'oneOf');
  const types = Array.isArray(either) ? either.map((one) => findField(one, 'type')) : findField(node, 'type');
  const named = typeof types === 'string' ? [types] : textsOf(types).filter((type) => type !== 'null');
  return [...named].sort().join(',');
}

function stringType(node: JsonObject): FieldType {
  if (findField(node, 'format') === 'date-time') return { kind: 'time' };
  const constant = findField(node, 'const');
  const pattern = findField(node, 'pattern');
  const values = textsOf(findField(node, 'enum'));
  return {
    kind: 'string',
    ...(typeof constant === 'string' ? { const: constant } : {}),
    ...(values.length > 0 ? { enum: values } : {}),
    ...(typeof pattern === 'string' ? { pattern } : {}),
    ...limits(node, ['minLength', 'maxLength']),
  };
}

function mapValue(node: JsonObject, context: ConversionContext, depth: number): FieldType {
  const value = findField(node, 'additionalProperties');
  return isJsonObject(value) ? convertType(value, context, depth + 1) : { kind: 'any' };
}

function limits<Key extends string>(node: JsonObject, keys: readonly Key[]): Partial<Record<Key, number>> {
  const result: Partial<Record<Key, number>> = {};
  for (const key of keys) {
    const value = findField(node, key);
    // A number in JSON may be too large for JavaScript.
    if (typeof value === 'number' && Number.isFinite(value)) result[key] = value;
  }
  return result;
}
