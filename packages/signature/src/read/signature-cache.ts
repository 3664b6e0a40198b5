import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ts } from 'ts-morph';
import type { SignatureFile } from '../model/function-signature.ts';
import type { ProgramResult, RequestedFile } from './read-program.ts';

// Raised whenever the same sources give other signatures.
const format = 2;

/** What a result depends on, besides the contents of the files that the compiler looks at. */
export interface CacheKey {
  readonly files: readonly RequestedFile[];
  readonly options: ts.CompilerOptions;
}

interface CacheEntry {
  /** Paths and content hashes of everything that the compiler looked at. */
  readonly sources: readonly (readonly [path: string, hash: string])[];
  readonly files: readonly SignatureFile[];
}

/**
 * Returns what was read the last time, as long as every file that mattered still has the same content; else reads, and remembers.
 *
 * Results with problems are not kept: a missing file that appears would not show in any content.
 */
export function withCache(
  directory: string | undefined,
  key: CacheKey,
  read: () => ProgramResult,
): readonly SignatureFile[] {
  if (directory === undefined) {
    return read().files;
  }
  const path = join(directory, `${hash(JSON.stringify([format, ts.version, key]))}.json`);
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

/** A cache that cannot be written only costs time. */
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
