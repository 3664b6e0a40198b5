import type { ArgoVersion } from '@tiphys/models/versions';
import type { ObjectDefinition, SchemaDefinitions } from '@tiphys/schema';

/** Returns the definitions of a version with models, from their run-time tables. */
export async function versionDefinitions(version: ArgoVersion): Promise<SchemaDefinitions> {
  const { loadTables } = await import('@tiphys/models/tables');
  const { definitions, kinds } = await loadTables(version);
  const objects = Object.entries(definitions).map(([name, table]): [string, ObjectDefinition] => [
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
  return { version, kinds, definitions: Object.fromEntries(objects) };
}
