import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { SchemaDefinitions } from './definition.ts';
import {
  type NormaliseOptions,
  normaliseDefinitions,
  type SchemaSources,
} from './normalise/normalise-definitions.ts';
import { readCrds } from './read/crd.ts';
import { readSourceFile, type SourceFile } from './read/read-source-file.ts';
import { readSourceSchema } from './read/source-schema.ts';
import { SchemaError } from './schema-error.ts';

/** The files of one Argo version; at least one of schema and swagger is needed. */
export interface SchemaFiles {
  /** `api/jsonschema/schema.json` of Argo's repository. */
  readonly schema?: string | undefined;
  /** `api/openapi-spec/swagger.json` of Argo's repository. */
  readonly swagger?: string | undefined;
  /**
   * `manifests/base/crds/full` of Argo's repository, or files of it; only CRDs of the five kinds are read.
   * @default none: no enums, patterns, limits and rules
   */
  readonly crds?: readonly string[] | undefined;
}

/** The parsed files of an Argo version. */
export interface LoadedSchema extends SchemaSources {
  readonly files: {
    readonly schema?: SourceFile;
    readonly swagger?: SourceFile;
    readonly crds: readonly SourceFile[];
  };
}

const KIND_FILES =
  /(?:^|[/\\])argoproj\.io_(?:clusterworkflowtemplates|cronworkflows|workfloweventbindings|workflows|workflowtemplates)\.ya?ml$/;

/**
 * Returns the definitions in the files of an Argo version.
 *
 * @throws SchemaError saying which file or definition is wrong.
 */
export function readSchema(files: SchemaFiles, options: NormaliseOptions): SchemaDefinitions {
  return normaliseDefinitions(loadSchema(files), options);
}

/**
 * Returns the parsed files of an Argo version.
 *
 * @throws SchemaError saying which file is wrong.
 */
export function loadSchema(files: SchemaFiles): LoadedSchema {
  const schema = files.schema === undefined ? undefined : readSourceFile(files.schema);
  const swagger = files.swagger === undefined ? undefined : readSourceFile(files.swagger);
  const documents = [schema, swagger].filter((file) => file !== undefined);
  if (documents.length === 0) {
    throw new SchemaError('SCHEMA_IMPORT', 'No schema was given. Pass schema.json, swagger.json or both.');
  }
  const crds = (files.crds ?? [])
    .flatMap(listFiles)
    .filter((file) => KIND_FILES.test(file))
    .map(readSourceFile);
  return {
    schema: readSourceSchema(documents),
    crds: readCrds(crds),
    files: { ...(schema && { schema }), ...(swagger && { swagger }), crds },
  };
}

function listFiles(path: string): readonly string[] {
  if (!existsSync(path)) {
    throw new SchemaError('SCHEMA_UNREADABLE', `Cannot read ${path}: it does not exist. Check the path.`, {
      file: path,
    });
  }
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .map((name) => join(path, name));
}
