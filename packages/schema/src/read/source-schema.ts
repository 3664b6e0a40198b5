import { findField, isJsonObject, type JsonObject } from '../json-object.ts';
import { SchemaError } from '../schema-error.ts';

/** The definitions of Argo's own schema, as in the file. */
export interface SourceSchema {
  readonly definitions: ReadonlyMap<string, JsonObject>;
}

/**
 * Returns the definitions of the schema and the swagger file; if both have one, the first wins.
 *
 * @throws SchemaError `SCHEMA_MALFORMED` when a document has no definitions, or one of them is not an object.
 */
export function readSourceSchema(documents: readonly SourceDocument[]): SourceSchema {
  const definitions = new Map<string, JsonObject>();
  for (const document of documents) {
    for (const [name, definition] of Object.entries(definitionsOf(document))) {
      if (!isJsonObject(definition)) {
        throw new SchemaError(
          'SCHEMA_MALFORMED',
          `Definition "${name}" in ${document.file} is not an object.`,
          {
            file: document.file,
            definition: name,
          },
        );
      }
      if (!definitions.has(name)) definitions.set(name, definition);
    }
  }
  return { definitions };
}

/** A parsed file with its name for messages. */
export interface SourceDocument {
  readonly file: string;
  readonly content: unknown;
}

function definitionsOf(document: SourceDocument): JsonObject {
  const found =
    findField(document.content, 'definitions') ??
    findField(document.content, '$defs') ??
    findField(findField(document.content, 'components'), 'schemas');
  if (isJsonObject(found)) return found;
  throw new SchemaError(
    'SCHEMA_MALFORMED',
    `${document.file} has no "definitions". Use Argo's api/jsonschema/schema.json or api/openapi-spec/swagger.json.`,
    { file: document.file },
  );
}

const DEFINITION_REFERENCE = /^#\/(?:definitions|\$defs|components\/schemas)\/(.+)$/;

/**
 * Returns the name of the definition that a node refers to, if it does.
 *
 * @throws SchemaError `SCHEMA_MALFORMED` when the reference leaves the file.
 */
export function findReference(node: JsonObject, definition: string): string | undefined {
  const all = findField(node, 'allOf');
  const target =
    findField(node, '$ref') ??
    (Array.isArray(all) && all.length === 1 ? findField(all[0], '$ref') : undefined);
  if (target === undefined) return undefined;
  const name = typeof target === 'string' ? DEFINITION_REFERENCE.exec(target)?.[1] : undefined;
  if (name !== undefined) return name.replaceAll('~1', '/').replaceAll('~0', '~');
  throw new SchemaError(
    'SCHEMA_MALFORMED',
    `Definition "${definition}" refers to ${JSON.stringify(target)}, which is not a definition in the same file.`,
    { definition },
  );
}
