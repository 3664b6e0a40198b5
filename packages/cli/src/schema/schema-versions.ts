import path from 'node:path';
import type { Definition, FieldType, ObjectDefinition, SchemaDefinitions } from '@tiphys/schema';
import { parseArgoVersion } from '../line/argo-version.ts';
import type { World } from '../world/world.ts';

/**
 * Returns the definitions that a word names: a version that there are models of, or a `definitions.json` that an import wrote,
 * or the folder with it. All have the form of the run-time tables of the models, so that they can be compared: aliases are
 * written out, and what Argo tolerates is not asked for.
 *
 * @throws CliError `CLI_UNKNOWN_VERSION`; SchemaError `SCHEMA_STORED_FORM`
 */
export async function loadVersion(word: string, world: World): Promise<SchemaDefinitions> {
  const place = path.resolve(world.cwd, word);
  const kind = /^v?\d+(?:\.\d+)*$/.test(word) ? 'missing' : await world.files.kindOf(place);
  if (kind !== 'missing') {
    const { parseDefinitions } = await import('@tiphys/schema');
    const file = kind === 'directory' ? path.join(place, 'definitions.json') : place;
    return plainDefinitions(parseDefinitions(await world.files.readText(file), file));
  }
  const version = await parseArgoVersion(word);
  const { loadTables } = await import('@tiphys/models/tables');
  const { definitions, kinds } = await loadTables(version);
  const complete = Object.entries(definitions).map(([name, table]): [string, ObjectDefinition] => [
    name,
    {
      kind: 'object',
      origin: name,
      fields: table.fields,
      required: table.required,
      tolerated: [],
      groups: table.groups ?? [],
      open: table.open === true,
    },
  ]);
  return { version, kinds, definitions: Object.fromEntries(complete) };
}

/** Returns definitions in the form of the run-time tables. */
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
