import { isJsonObject, type JsonObject } from '../json-object.ts';
import { findReference, type SourceSchema } from '../read/source-schema.ts';
import { SchemaError } from '../schema-error.ts';

const MAX_DEPTH = 64;

/**
 * Returns the names of all definitions that the roots use, directly or through others, in the order found.
 *
 * @throws SchemaError `SCHEMA_MISSING_DEFINITION` when one refers to a definition that does not exist.
 */
export function findReachable(schema: SourceSchema, roots: readonly string[]): readonly string[] {
  const found = new Set(roots);
  for (const name of found) {
    const definition = schema.definitions.get(name);
    if (definition === undefined)
      throw missingDefinition(name, roots.includes(name) ? undefined : usersOf(schema, name));
    for (const used of referencesOf(definition, name)) found.add(used);
  }
  return [...found];
}

function missingDefinition(name: string, users: readonly string[] | undefined): SchemaError {
  const by = users === undefined ? '' : `, which ${users.slice(0, 3).join(', ')} refers to,`;
  return new SchemaError(
    'SCHEMA_MISSING_DEFINITION',
    `Definition "${name}"${by} is missing from the schema.`,
    {
      definition: name,
    },
  );
}

function usersOf(schema: SourceSchema, name: string): readonly string[] {
  return [...schema.definitions]
    .filter(([user, body]) => referencesOf(body, user).includes(name))
    .map(([user]) => user);
}

/**
 * Returns the names of the definitions that a definition refers to.
 *
 * @throws SchemaError `SCHEMA_TOO_DEEP`
 */
export function referencesOf(definition: JsonObject, name: string): readonly string[] {
  const references: string[] = [];
  collect(definition, 0);
  return references;

  function collect(node: unknown, depth: number): void {
    if (depth > MAX_DEPTH) {
      throw new SchemaError(
        'SCHEMA_TOO_DEEP',
        `Definition "${name}" is nested deeper than ${MAX_DEPTH} levels.`,
        {
          definition: name,
        },
      );
    }
    if (Array.isArray(node)) for (const item of node) collect(item, depth + 1);
    if (!isJsonObject(node)) return;
    const reference = typeof node.$ref === 'string' ? findReference(node, name) : undefined;
    if (reference !== undefined) references.push(reference);
    for (const value of Object.values(node)) if (typeof value === 'object') collect(value, depth + 1);
  }
}
