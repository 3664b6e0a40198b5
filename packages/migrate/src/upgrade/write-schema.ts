import path from 'node:path';
import { modelWriteError, planModels } from '@tiphys/codegen';
import { FileChangeError, replaceFiles } from '@tiphys/files';
import { importWriteError, planImport, type SchemaDefinitions, type SchemaFiles } from '@tiphys/schema';

/** What to write, and where. */
export interface WriteSchemaOptions {
  readonly files: SchemaFiles;
  /** The full version of Argo, such as `4.1.2`. */
  readonly version: string;
  /** The folder that holds one folder per minor version, such as `schemas/argo`. */
  readonly into: string;
  /** The generated models and the folder for them. @default no models are written */
  readonly models?: { readonly folder: string; readonly files: Readonly<Record<string, string>> } | undefined;
}

/** What was written. */
export interface WrittenSchema {
  /** The folder of the definitions. */
  readonly folder: string;
  readonly definitions: SchemaDefinitions;
  /** The paths of the models that changed, relative to their folder. */
  readonly changedModels: readonly string[];
}

/**
 * Writes the definitions of a schema, and its models if there are any: all of it, or nothing.
 *
 * @throws SchemaError saying what is wrong with the files, `SCHEMA_VERSION`, `SCHEMA_IMPORT`; CodegenError
 * `CODEGEN_FOREIGN_FILE`, `CODEGEN_WRITE`
 */
export function writeSchema({ models, ...schema }: WriteSchemaOptions): WrittenSchema {
  const ofModels = models === undefined ? [] : planModels(models.folder, models.files);
  const { folder, definitions, changes } = planImport(schema);
  try {
    replaceFiles([...ofModels, ...changes]);
  } catch (cause) {
    const isModel = cause instanceof FileChangeError && ofModels.some((change) => change.path === cause.path);
    throw isModel && models !== undefined
      ? modelWriteError(models.folder, cause)
      : importWriteError(folder, cause);
  }
  const names = ofModels.map((change) =>
    path.relative(models?.folder ?? '', change.path).replaceAll('\\', '/'),
  );
  return { folder, definitions, changedModels: names.sort() };
}
