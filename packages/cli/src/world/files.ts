import { readdir, readFile, stat } from 'node:fs/promises';
import { replaceFiles } from '@tiphys/files';
import { CliError } from './cli-error.ts';
import { decodeLossily, decodeText } from './decode-text.ts';

/** The file system as commands see it. Paths are absolute. */
export interface Files {
  /**
   * Returns the text of a file, with its byte order mark if it has one.
   *
   * @throws CliError `CLI_FILE_MISSING`, `CLI_FILE_UNREADABLE`, `CLI_FILE_ENCODING`
   */
  readText(file: string): Promise<string>;
  /**
   * Returns the text of a file that is only shown or recognized, such as a log; U+FFFD stands for bytes that are not UTF-8.
   *
   * @throws CliError `CLI_FILE_MISSING`, `CLI_FILE_UNREADABLE`
   */
  readTextLossily(file: string): Promise<string>;
  /**
   * Returns the bytes of a file.
   *
   * @throws CliError `CLI_FILE_MISSING`, `CLI_FILE_UNREADABLE`
   */
  readBytes(file: string): Promise<Uint8Array>;
  /**
   * Writes a file as a whole or not at all, and makes its folder.
   *
   * @throws CliError `CLI_WRITE_FAILED`
   */
  writeText(file: string, text: string): Promise<void>;
  /** Tells what stands at a path. */
  kindOf(file: string): Promise<'file' | 'directory' | 'missing'>;
  /** Returns the names in a directory. */
  list(directory: string): Promise<readonly string[]>;
}

/** The operations that {@link createFiles} stands on; tests put failing ones in their place. */
export interface FileOperations {
  readonly write: (file: string, text: string) => Promise<void>;
  readonly read: (file: string) => Promise<Uint8Array>;
}

const operationsOfNode: FileOperations = {
  write: async (file, text) => replaceFiles([{ path: file, text }]),
  read: (file) => readFile(file),
};

/** Returns the files of this machine. */
export function createFiles(operations: Partial<FileOperations> = {}): Files {
  const { read, write } = { ...operationsOfNode, ...operations };
  const readBytes = async (file: string): Promise<Uint8Array> => {
    try {
      return await read(file);
    } catch (error) {
      throw readError(file, error);
    }
  };
  return {
    readBytes,
    readText: async (file) => decodeText(await readBytes(file), file),
    readTextLossily: async (file) => decodeLossily(await readBytes(file)),
    async writeText(file, text) {
      try {
        await write(file, text);
      } catch (error) {
        throw new CliError(
          'CLI_WRITE_FAILED',
          `Cannot write ${file}: ${reasonOf(error)}. The file is as it was before.`,
          { cause: error },
        );
      }
    },
    async kindOf(file) {
      const found = await stat(file).catch(() => undefined);
      if (found === undefined) return 'missing';
      return found.isDirectory() ? 'directory' : 'file';
    },
    list: (directory) => readdir(directory),
  };
}

function readError(file: string, error: unknown): CliError {
  const code = codeOf(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new CliError('CLI_FILE_MISSING', `There is no file ${file}. Check the path.`, { cause: error });
  }
  return new CliError('CLI_FILE_UNREADABLE', `Cannot read ${file}: ${reasonOf(error)}.`, { cause: error });
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'no space is left on the device; free some and run the command again',
  EACCES: 'permission is denied; check who owns the file and its folder',
  EPERM: 'the operation is not permitted; check who owns the file and its folder',
  EROFS: 'the file system is read-only; choose another place',
  EISDIR: 'it is a directory; name a file',
  ENOTDIR: 'a part of the path is a file, not a directory',
  EEXIST: 'a part of the path is a file, not a directory',
  EDQUOT: 'the disk quota is used up; free some space and run the command again',
  EMFILE: 'too many files are open; close some programs or raise the limit',
};

/** Returns why the system refused, in words. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  const known = code === undefined ? undefined : reasons[code];
  if (known !== undefined) return `${known} (${code})`;
  return error instanceof Error ? error.message : String(error);
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/**
 * Returns the text of a file that was found in a folder, if it is one that the command is about: a file that is not UTF-8 is only a
 * mistake where it matters.
 *
 * @throws CliError `CLI_FILE_MISSING`, `CLI_FILE_UNREADABLE`, `CLI_FILE_ENCODING`
 */
export async function readRelevantText(
  file: string,
  isRelevant: (text: string) => boolean | Promise<boolean>,
  files: Files,
): Promise<string | undefined> {
  return (await isRelevant(await files.readTextLossily(file))) ? files.readText(file) : undefined;
}
