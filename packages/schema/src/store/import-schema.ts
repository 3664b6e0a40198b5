import { join } from 'node:path';
import { type FileChange, replaceFiles } from '@tiphys/files';
import type { SchemaDefinitions } from '../definition.ts';
import { normaliseDefinitions } from '../normalise/normalise-definitions.ts';
import { normaliseOperations } from '../operations/normalise-operations.ts';
import { loadSchema, type SchemaFiles } from '../read-schema.ts';
import { SchemaError } from '../schema-error.ts';
import { renderOrigin } from './origin-record.ts';
import { serialiseDefinitions } from './stored-form.ts';
import { serialiseOperations } from './stored-operations.ts';

/** What to import, and where to. */
export interface ImportOptions {
  readonly files: SchemaFiles;
  /** The full version of Argo that the files come from, such as `4.1.2`. */
  readonly version: string;
  /** The folder that holds one folder per minor version, such as `schemas/argo`. */
  readonly into: string;
}

/** What an import wrote. */
export interface ImportResult {
  readonly folder: string;
  readonly definitions: SchemaDefinitions;
}

/** An import that was read but not written yet. */
export interface PlannedImport extends ImportResult {
  readonly changes: readonly FileChange[];
}

/**
 * Reads the definitions of an Argo version and, if there is a swagger file, its operations, and returns what to write into its folder.
 *
 * @throws SchemaError saying what is wrong with the files or the version
 */
export function planImport(options: ImportOptions): PlannedImport {
  const [, patch, minor] =
    /^v?(((?:0|[1-9]\d*)\.(?:0|[1-9]\d*))\.\d+(?:-[\w.]+)?)$/.exec(options.version) ?? [];
  if (patch === undefined || minor === undefined) {
    throw new SchemaError(
      'SCHEMA_VERSION',
      `"${options.version}" is not a version of Argo. Use all three numbers, such as 4.1.2.`,
    );
  }
  const version = `v${minor}`;
  const loaded = loadSchema(options.files);
  const definitions = normaliseDefinitions(loaded, { version });
  const folder = join(options.into, version);
  const { swagger } = loaded.files;
  const operations = swagger && normaliseOperations(swagger, loaded.schema, definitions);
  const changes = [
    { path: join(folder, 'ORIGIN.md'), text: renderOrigin(patch, loaded.files, operations !== undefined) },
    { path: join(folder, 'definitions.json'), text: serialiseDefinitions(definitions) },
    // Those of an earlier import are deleted.
    { path: join(folder, 'operations.json'), ...(operations && { text: serialiseOperations(operations) }) },
  ];
  return { folder, definitions, changes };
}

/**
 * Writes the definitions of an Argo version to its folder, and returns them. Nothing is written unless all of it
 * could be read; when writing fails, the old files are put back.
 *
 * @throws SchemaError saying what is wrong with the files, the version or the folder
 */
export function importSchema(options: ImportOptions): ImportResult {
  const { folder, definitions, changes } = planImport(options);
  try {
    replaceFiles(changes);
  } catch (cause) {
    throw importWriteError(folder, cause);
  }
  return { folder, definitions };
}

/** Returns the error for definitions that could not be written. */
export function importWriteError(folder: string, cause: unknown): SchemaError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new SchemaError('SCHEMA_IMPORT', `Cannot write ${folder}: ${reason}. Nothing was changed.`, {
    file: folder,
    cause,
  });
}
