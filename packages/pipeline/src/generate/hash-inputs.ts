import { createHash } from 'node:crypto';
import { dirname, relative, resolve, sep } from 'node:path';
import type { InputRecord } from './input-record.ts';
import { findModuleFormat } from './module-format.ts';
import { readText } from './read-text.ts';
import { nearestTsconfig, readTsconfigOptions } from './tsconfig-options.ts';

// Raised whenever the same inputs give another module: all that were written before are then generated again.
const format = 1;

/** The files that a generated module is made from, by absolute paths. */
export interface GenerateInputs {
  /** TypeScript with functions or pipelines, or YAML with templates. */
  readonly source: string;
  /** Modules that the source imports, directly or through others. */
  readonly modules?: readonly string[];
  /** The tsconfig.json that applies. */
  readonly tsconfig?: string | undefined;
}

/** Reads the text of a file; undefined for one that is not there. */
type ReadText = (path: string) => Promise<string | undefined>;

/** Returns the record of the files, to be written into the module that is generated from them. */
export async function recordInputs(
  { source, modules = [], tsconfig }: GenerateInputs,
  read: ReadText = readText,
): Promise<InputRecord> {
  const folder = dirname(source);
  const relativePath = (path: string): string => relative(folder, path).split(sep).join('/');
  const record = {
    ...(modules.length === 0 ? {} : { modules: modules.map(relativePath).sort() }),
    ...(tsconfig === undefined || tsconfig === nearestTsconfig(source)
      ? {}
      : { tsconfig: relativePath(tsconfig) }),
  };
  return { hash: await hashInputs(source, record, read), ...record };
}

/**
 * Returns the hash of the files that a record names, as they are now: of the source, of its modules, of the options of the tsconfig.json that
 * matter, and of whether the module is CommonJS. Line ends and byte order marks do not count. Packages do not count either.
 */
export async function hashInputs(
  source: string,
  record: Omit<InputRecord, 'hash'>,
  read: ReadText = readText,
): Promise<string> {
  const folder = dirname(source);
  const { modules = [] } = record;
  const isManifest = /\.ya?ml$/.test(source);
  const tsconfig = record.tsconfig === undefined ? nearestTsconfig(source) : resolve(folder, record.tsconfig);
  const parts = await Promise.all([
    findModuleFormat(source),
    isManifest || tsconfig === undefined ? undefined : readTsconfigOptions(tsconfig),
    read(source),
    ...modules.map(async (name) => [name, await read(resolve(folder, name))]),
  ]);
  return createHash('sha256')
    .update(JSON.stringify([format, parts]))
    .digest('hex')
    .slice(0, 32);
}
