import type { Definition, FieldType, ObjectDefinition, SchemaDefinitions } from '@tiphys/schema';

/**
 * Returns definitions in the form of the run-time tables of the models, so that the two can be compared: aliases are
 * resolved, and fields whose absence Argo tolerates are not required.
 */
export function plainDefinitions(schema: SchemaDefinitions): SchemaDefinitions {
  const objects = Object.entries(schema.definitions).flatMap(
    ([name, definition]): readonly [string, Definition][] =>
      definition.kind === 'alias' ? [] : [[name, plainObject(definition, schema)]],
  );
  return { ...schema, definitions: Object.fromEntries(objects) };
}

function plainObject(definition: ObjectDefinition, schema: SchemaDefinitions): ObjectDefinition {
  const fields = Object.entries(definition.fields).map(
    ([name, field]) => [name, { ...field, type: writeOut(field.type, schema) }] as const,
  );
  return {
    ...definition,
    fields: Object.fromEntries(fields),
    required: definition.required.filter((field) => !definition.tolerated.includes(field)),
    tolerated: [],
    groups: definition.groups.filter(({ tolerated }) => tolerated !== true),
  };
}

function writeOut(type: FieldType, schema: SchemaDefinitions): FieldType {
  if (type.kind === 'list') return { ...type, element: writeOut(type.element, schema) };
  if (type.kind === 'map') return { ...type, value: writeOut(type.value, schema) };
  const target = type.kind === 'reference' ? schema.definitions[type.to] : undefined;
  return target?.kind === 'alias' ? writeOut(target.type, schema) : type;
}
