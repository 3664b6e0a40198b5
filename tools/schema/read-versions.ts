import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type OperationDefinitions,
  parseDefinitions,
  parseOperations,
  type SchemaDefinitions,
} from '@tiphys/schema';

/**
 * Reads the stored definitions of every version of Argo, oldest first.
 *
 * @param folder the folder with one folder per minor version, such as `schemas/argo`
 */
export function readVersions(folder: string): readonly SchemaDefinitions[] {
  const names = readdirSync(folder).filter((name) => /^v\d+\.\d+$/.test(name));
  return names
    .sort((a, b) => numberOf(a) - numberOf(b))
    .map((name) => {
      const file = join(folder, name, 'definitions.json');
      return parseDefinitions(readFileSync(file, 'utf8'), file);
    });
}

/**
 * Reads the stored operations of a version of Argo; undefined if it was imported without its swagger file.
 *
 * @param folder the folder with one folder per minor version, such as `schemas/argo`
 */
export function readOperations(folder: string, schema: SchemaDefinitions): OperationDefinitions | undefined {
  const file = join(folder, schema.version, 'operations.json');
  return existsSync(file) ? parseOperations(readFileSync(file, 'utf8'), schema, file) : undefined;
}

/** v4.10 is newer than v4.2. */
function numberOf(version: string): number {
  const [major = 0, minor = 0] = version.slice(1).split('.').map(Number);
  return major * 1000 + minor;
}
