import { findField, isJsonObject, type JsonObject } from '../json-object.ts';
import { SchemaError } from '../schema-error.ts';
import type { SourceDocument } from './source-schema.ts';

/** The schema of one kind as its full CRD holds it: everything written out, nothing shared. */
export interface CrdSchema {
  readonly kind: string;
  readonly schema: JsonObject;
}

/**
 * Returns the kinds and schemas of CustomResourceDefinitions.
 *
 * @throws SchemaError `SCHEMA_MALFORMED` when a document is not a CustomResourceDefinition with a schema.
 */
export function readCrds(documents: readonly SourceDocument[]): readonly CrdSchema[] {
  return documents.map(({ file, content }) => {
    const spec = findField(content, 'spec');
    const kind = findField(findField(spec, 'names'), 'kind');
    const versions = findField(spec, 'versions');
    const schema = Array.isArray(versions)
      ? findField(findField(versions[0], 'schema'), 'openAPIV3Schema')
      : undefined;
    if (typeof kind === 'string' && isJsonObject(schema)) return { kind, schema };
    throw new SchemaError(
      'SCHEMA_MALFORMED',
      `${file} is not a CustomResourceDefinition with a schema. Use the files of manifests/base/crds/full.`,
      { file },
    );
  });
}
