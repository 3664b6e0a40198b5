import type { Definition, FieldDefinition, MergeRule } from '../definition.ts';
import { findField, isJsonObject, type JsonObject, textsOf } from '../json-object.ts';
import { findReference } from '../read/source-schema.ts';
import { SchemaError } from '../schema-error.ts';
import { type ConversionContext, convertType } from './convert-type.ts';
import { findDeprecation } from './deprecations.ts';

/**
 * Returns the normalised form of one definition of the schema.
 *
 * @throws SchemaError naming the definition that is malformed, too deep, or refers to one that is missing.
 */
export function convertDefinition(source: JsonObject, context: ConversionContext): Definition {
  const name = context.typeNames.get(context.definition) ?? context.definition;
  const common = { origin: context.definition, ...descriptionOf(source, context) };
  if (!isObjectSchema(source, context))
    return { kind: 'alias', ...common, type: convertType(source, context) };
  const properties = findField(source, 'properties') ?? {};
  if (!isJsonObject(properties)) {
    throw new SchemaError(
      'SCHEMA_MALFORMED',
      `Definition "${context.definition}" has no list of properties.`,
      {
        definition: context.definition,
      },
    );
  }
  const fields = Object.entries(properties)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([field, node]): [string, FieldDefinition] => [
      field,
      convertField(`${name}.${field}`, node, { ...context, field }),
    ]);
  return {
    kind: 'object',
    ...common,
    fields: Object.fromEntries(fields),
    required: textsOf(findField(source, 'required')).filter((field) => Object.hasOwn(properties, field)),
    tolerated: [],
    groups: [],
    open: findField(source, 'additionalProperties') === true,
  };
}

function isObjectSchema(source: JsonObject, context: ConversionContext): boolean {
  if (findReference(source, context.definition) !== undefined) return false;
  if (findField(source, 'properties') !== undefined) return true;
  return findField(source, 'type') === 'object' && !isJsonObject(findField(source, 'additionalProperties'));
}

function convertField(place: string, node: unknown, context: ConversionContext): FieldDefinition {
  const description = findField(node, 'description');
  const deprecated = typeof description === 'string' ? findDeprecation(place, description) : undefined;
  const merge = mergeOf(node);
  return {
    type: convertType(node, context),
    ...(deprecated === undefined ? {} : { deprecated }),
    ...(merge === undefined ? {} : { merge }),
    ...descriptionOf(node, context),
  };
}

function mergeOf(node: unknown): MergeRule | undefined {
  const key = findField(node, 'x-kubernetes-patch-merge-key');
  const strategy = findField(node, 'x-kubernetes-patch-strategy');
  if (typeof key !== 'string' && typeof strategy !== 'string') return undefined;
  return {
    ...(typeof key === 'string' ? { key } : {}),
    ...(typeof strategy === 'string' ? { strategy } : {}),
  };
}

function descriptionOf(node: unknown, context: ConversionContext): { readonly description?: string } {
  const description = findField(node, 'description');
  return context.descriptions === true && typeof description === 'string' ? { description } : {};
}
