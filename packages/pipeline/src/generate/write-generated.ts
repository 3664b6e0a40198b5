import { FileChangeError, type FileOperations, replaceFiles } from '@tiphys/files';
import { PipelineError } from '../pipeline-error.ts';
import type { GeneratedFile, GenerateResult } from './generate-result.ts';

/** Options of {@link writeGenerated}. */
export interface WriteOptions {
  /** Replaces file operations, for tests. @default those of Node.js */
  readonly operations?: Partial<FileOperations>;
}

/**
 * Writes the stale and missing modules, and returns them. Files are replaced atomically. If any source has a problem, nothing is
 * written.
 *
 * @throws PipelineError `PIPELINE_WRITE_FAILED` if a file cannot be written; all files are unchanged then.
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
    throw new PipelineError(
      'PIPELINE_WRITE_FAILED',
      `Cannot write ${error.path}: ${reasonOf(error)}. The file is unchanged.`,
      { location: { file: error.path, line: 1, column: 1 }, cause: error },
    );
  }
  return changed;
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left on the device',
  ENOENT: 'the folder does not exist',
};

function reasonOf({ code = '', message }: FileChangeError): string {
  return REASONS[code] ?? message;
}
