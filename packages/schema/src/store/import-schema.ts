import { join } from 'node:path';
import type { SchemaDefinitions } from '../definition.ts';
import { normaliseDefinitions } from '../normalise/normalise-definitions.ts';
import { loadSchema, type SchemaFiles } from '../read-schema.ts';
import { SchemaError } from '../schema-error.ts';
import { renderOrigin } from './origin-record.ts';
import { replaceFiles } from './replace-files.ts';
import { serialiseDefinitions } from './stored-form.ts';

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

/**
 * Writes the definitions of an Argo version to its folder, and gives them. Nothing is written unless all of it
 * could be read; a failing write puts the old files back.
 *
 * @throws SchemaError saying what is wrong with the files, the version or the folder.
 */
export function importSchema(options: ImportOptions): ImportResult {
  const [, patch, minor] =
    /^v?(((?:0|[1-9]\d*)\.(?:0|[1-9]\d*))\.\d+(?:-[\w.]+)?)$/.exec(options.version) ?? [];
  if (patch === undefined || minor === undefined) {
    throw new SchemaError(
      'SCHEMA_VERSION',
      `"${options.version}" is no version of Argo. Give all three numbers, such as 4.1.2.`,
    );
  }
  const version = `v${minor}`;
  const loaded = loadSchema(options.files);
  const definitions = normaliseDefinitions(loaded, { version });
  const folder = join(options.into, version);
  writeInto(folder, {
    'ORIGIN.md': renderOrigin(patch, loaded.files),
    'definitions.json': serialiseDefinitions(definitions),
  });
  return { folder, definitions };
}

function writeInto(folder: string, files: Readonly<Record<string, string>>): void {
  try {
    replaceFiles(folder, files);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SchemaError('SCHEMA_IMPORT', `Cannot write ${folder}: ${reason}. Nothing was changed.`, {
      file: folder,
      cause,
    });
  }
}
