import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SchemaFiles } from '@tiphys/schema';
import { type DownloadOptions, downloadSchema } from './download-schema.ts';
import { classifySchemaFiles } from './schema-files.ts';

/** A downloaded schema; its files are deleted when it is disposed of. */
export interface FetchedSchema extends Disposable {
  readonly files: SchemaFiles;
  /** Returns a message with the addresses of the files in place of the temporary paths. */
  readonly withAddresses: (message: string) => string;
}

/**
 * Downloads the schema of an Argo version into a temporary folder.
 *
 * @param address the root of a tree laid out like Argo's repository, or one JSON file
 * @throws MigrateError `MIGRATE_DOWNLOAD_FAILED` naming the address, `MIGRATE_SEVERAL_SCHEMAS`
 */
export async function fetchSchema(address: string, options: DownloadOptions): Promise<FetchedSchema> {
  const downloaded = await downloadSchema(address, options);
  const folder = mkdtempSync(path.join(tmpdir(), 'tiphys-schema-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const placed = downloaded.map((file) => ({ ...file, path: path.join(folder, file.name) }));
    for (const file of placed) {
      mkdirSync(path.dirname(file.path), { recursive: true });
      writeFileSync(file.path, file.content);
    }
    return {
      files: classifySchemaFiles(placed.map((file) => file.path).sort()),
      withAddresses: (message) =>
        placed.reduce((text, one) => text.replaceAll(one.path, one.address), message),
      [Symbol.dispose]: remove,
    };
  } catch (error) {
    remove();
    throw error;
  }
}
