import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { PipelineError } from '../pipeline-error.ts';
import { generatedPath, sourcesOf } from './generated-path.ts';
import { hashInputs } from './hash-inputs.ts';
import { readRecord } from './input-record.ts';
import { findOrigin } from './origin.ts';
import { readText } from './read-text.ts';

/** A generated module that does not match its source. */
export interface StaleModule {
  /** Absolute path of the generated module. */
  readonly path: string;
  /** Absolute path of the file to generate it from. */
  readonly source: string;
  /** Whether it has not been generated yet, or its source (or a module that the source imports) has changed since. */
  readonly reason: 'missing' | 'changed';
}

/**
 * Returns why a generated module is stale; undefined if it is up to date, or if Tiphys did not generate the file. Only reads a few
 * small files, and no types.
 *
 * @throws PipelineError `PIPELINE_GENERATED_FROM_ANOTHER` if it names a source whose generated module is another file,
 * `PIPELINE_FILE_MISSING` if its TypeScript source no longer exists
 */
export async function findStaleModule(path: string): Promise<StaleModule | undefined> {
  const text = await readText(path);
  if (text === undefined) {
    const [source, ...others] = sourcesOf(path).filter((one) => existsSync(one));
    return source === undefined || others.length > 0 ? undefined : { path, source, reason: 'missing' };
  }
  const origin = findOrigin(text);
  if (origin === undefined) return undefined;
  const source = join(dirname(path), origin);
  if (generatedPath(source) !== path) throw fromAnother(path, origin);
  if (!existsSync(source)) {
    // The templates may only exist in a cluster.
    if (/\.ya?ml$/.test(origin)) return undefined;
    throw sourceMissing(path, origin);
  }
  const record = readRecord(text);
  const isFresh = record !== undefined && record.hash === (await hashInputs(source, record));
  return isFresh ? undefined : { path, source, reason: 'changed' };
}

function fromAnother(path: string, origin: string): PipelineError {
  const own = basename(generatedPath(origin));
  return new PipelineError(
    'PIPELINE_GENERATED_FROM_ANOTHER',
    `${basename(path)} was generated from ${origin}, whose generated module is now ${own}. Import ${own}, and remove ${basename(path)}.`,
    { location: { file: path, line: 1, column: 1 } },
  );
}

function sourceMissing(path: string, origin: string): PipelineError {
  return new PipelineError(
    'PIPELINE_FILE_MISSING',
    `${basename(path)} was generated from ${origin}, which no longer exists. If ${origin} was renamed, run \`tiphys generate\` for the new file, import the new module, and remove ${basename(path)}.`,
    { location: { file: path, line: 1, column: 1 } },
  );
}
