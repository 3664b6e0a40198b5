import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { PipelineError } from '../pipeline-error.ts';
import type { GeneratedFile, GenerateResult } from './generate-components.ts';

/** What writing needs of a file system. */
export interface FileWriter {
  writeFile(path: string, text: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  rm(path: string, options: { readonly force: true }): Promise<void>;
}

/** Options of {@link writeGenerated}. */
export interface WriteOptions {
  /** Where to write. @default the file system of this machine */
  readonly writer?: FileWriter;
}

/**
 * Writes what is stale or missing, and returns it. A file is the old or the new one at any time; with a problem in any source, nothing is
 * written.
 *
 * @throws PipelineError `PIPELINE_WRITE_FAILED` when a file cannot be written; then all files are what they were.
 */
export async function writeGenerated(
  result: GenerateResult,
  options: WriteOptions = {},
): Promise<readonly GeneratedFile[]> {
  if (result.problems.length > 0) return [];
  const writer = options.writer ?? { writeFile, rename, rm };
  const changed = result.files.filter(({ state }) => state !== 'fresh');
  // A name of its own, so that another process that writes the same module does not write into it.
  const temporary = changed.map((file) => ({ file, path: `${file.path}.${randomUUID()}.tmp` }));
  try {
    for (const { file, path } of temporary) await attempt(file, () => writer.writeFile(path, file.text));
    for (const { file, path } of temporary) await attempt(file, () => writer.rename(path, file.path));
  } catch (error) {
    await Promise.allSettled(temporary.map(({ path }) => writer.rm(path, { force: true })));
    throw error;
  }
  return changed;
}

async function attempt({ path }: GeneratedFile, action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    throw new PipelineError('PIPELINE_WRITE_FAILED', {
      message: `Cannot write ${path}: ${reasonOf(error)}. The file is as it was.`,
      location: { file: path, line: 1, column: 1 },
      cause: error,
    });
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left on the device',
  ENOENT: 'the folder does not exist',
};

function reasonOf(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return reasons[code] ?? message;
}
