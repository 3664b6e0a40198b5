import { FileChangeError, type FileOperations, replaceFiles } from '@tiphys/files';
import { PipelineError } from '../pipeline-error.ts';
import type { GeneratedFile, GenerateResult } from './generate-components.ts';

/** Options of {@link writeGenerated}. */
export interface WriteOptions {
  /** Replaces steps of writing. @default those of this machine */
  readonly operations?: Partial<FileOperations>;
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
  const changed = result.files.filter(({ state }) => state !== 'fresh');
  try {
    replaceFiles(changed, options.operations);
  } catch (error) {
    if (!(error instanceof FileChangeError)) throw error;
    throw new PipelineError('PIPELINE_WRITE_FAILED', {
      message: `Cannot write ${error.path}: ${reasonOf(error)}. The file is as it was.`,
      location: { file: error.path, line: 1, column: 1 },
      cause: error,
    });
  }
  return changed;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left on the device',
  ENOENT: 'the folder does not exist',
};

function reasonOf({ code = '', message }: FileChangeError): string {
  return reasons[code] ?? message;
}
