import { createHash } from 'node:crypto';
import { dirname, relative, resolve, sep } from 'node:path';
import type { InputRecord } from './input-record.ts';
import { findModuleFormat } from './module-format.ts';
import { readText } from './read-text.ts';
import { nearestTsconfig, readTsconfigOptions } from './tsconfig-options.ts';

// Increase it whenever the same inputs result in another module, so that all modules are generated again.
const FORMAT = 2;

/** The absolute paths of the files that a module is generated from. */
export interface GenerateInputs {
  /** TypeScript with functions or pipelines, or YAML with templates. */
  readonly source: string;
  /** Modules that the source imports, directly or indirectly. */
  readonly modules?: readonly string[];
  /** The tsconfig.json that applies. */
  readonly tsconfig?: string | undefined;
}

/** Reads a file; undefined if it does not exist. */
type ReadText = (path: string) => Promise<string | undefined>;

/** Creates the record of the input files, which is written into the generated module. */
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
 * Hashes the current contents of the files in a record: the source, its modules, the relevant options of the tsconfig.json,
 * and whether the module is CommonJS. Ignores line endings, byte order marks and packages.
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
    .update(JSON.stringify([FORMAT, parts]))
    .digest('hex')
    .slice(0, 32);
}
