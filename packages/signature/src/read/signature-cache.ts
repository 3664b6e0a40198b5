import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ts } from 'ts-morph';
import type { SignatureFile } from '../model/function-signature.ts';
import type { ProgramResult, RequestedFile } from './read-program.ts';

// Increase it whenever the same sources result in other signatures.
const FORMAT = 2;

/** What a result depends on, besides the contents of the files. */
export interface CacheKey {
  readonly files: readonly RequestedFile[];
  readonly options: ts.CompilerOptions;
}

interface CacheEntry {
  /** Paths and content hashes of all files that the compiler read. */
  readonly sources: readonly (readonly [path: string, hash: string])[];
  readonly files: readonly SignatureFile[];
}

/**
 * Returns the cached result if no file has changed since; otherwise reads the files and caches the result.
 *
 * Results with problems are not cached: a missing file that appears later would change no hash.
 */
export function withCache(
  directory: string | undefined,
  key: CacheKey,
  read: () => ProgramResult,
): readonly SignatureFile[] {
  if (directory === undefined) {
    return read().files;
  }
  const path = join(directory, `${hash(JSON.stringify([FORMAT, ts.version, key]))}.json`);
  const known = readEntry(path);
  if (known?.sources.every(([source, content]) => hashFile(source) === content)) {
    return known.files;
  }
  const { files, sources } = read();
  if (files.every((file) => file.problems.length === 0)) {
    writeEntry(directory, path, { sources: sources.map((source) => [source, hashFile(source)]), files });
  }
  return files;
}

function readEntry(path: string): CacheEntry | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as CacheEntry;
  } catch {
    return undefined;
  }
}

/** Ignores errors: without a cache, everything still works. */
function writeEntry(directory: string, path: string, entry: CacheEntry): void {
  const unfinished = `${path}.${process.pid}`;
  try {
    mkdirSync(directory, { recursive: true });
    writeFileSync(unfinished, JSON.stringify(entry));
    renameSync(unfinished, path);
  } catch {
    return;
  }
}

function hashFile(path: string): string {
  try {
    return hash(readFileSync(path));
  } catch {
    return '';
  }
}

function hash(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
