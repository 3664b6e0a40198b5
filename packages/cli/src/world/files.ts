import { readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { replaceFiles } from '@tiphys/files';
import { CliError } from './cli-error.ts';
import { decodeLossily, decodeText } from './decode-text.ts';

/** The file system as commands see it. Paths are absolute. */
export interface Files {
  /**
   * Returns the text of a file, with the byte order mark if there is one.
   *
   * @throws CliError `CLI_FILE_MISSING`, `CLI_FILE_KIND` for a directory or a device, `CLI_FILE_UNREADABLE`, `CLI_FILE_ENCODING`
   */
  readText(file: string): Promise<string>;
  /**
   * Returns the text of a file that is only displayed or inspected, such as a log, with U+FFFD for bytes that are not UTF-8.
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
   * Writes a file atomically, and creates its folder if needed. Pipes and devices are written in place.
   *
   * @throws CliError `CLI_WRITE_FAILED`
   */
  writeText(file: string, text: string): Promise<void>;
  /** Tells whether a path is a file, a directory or missing. */
  kindOf(file: string): Promise<'file' | 'directory' | 'missing'>;
  /** Tells whether a path is a pipe, a device or a socket, which must be neither replaced nor read to find out what it holds. */
  isSpecial(file: string): Promise<boolean>;
}

/** The operations that {@link createFiles} is built on. Tests replace them with failing ones. */
export interface FileOperations {
  readonly write: (file: string, text: string) => Promise<void>;
  readonly read: (file: string) => Promise<Uint8Array>;
}

const operationsOfNode: FileOperations = {
  write: async (file, text) =>
    (await isSpecial(file)) ? writeFile(file, text) : replaceFiles([{ path: file, text }]),
  read: async (file) => {
    await assertFinite(file);
    return readFile(file);
  },
};

async function isSpecial(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => undefined);
  return found !== undefined && !found.isFile() && !found.isDirectory();
}

/** Devices such as /dev/zero never end. A terminal and /dev/null do. */
async function assertFinite(file: string): Promise<void> {
  const found = await stat(file);
  if (!found.isCharacterDevice() && !found.isBlockDevice()) return;
  const target = await realpath(file);
  if (target === '/dev/null' || /^\/dev\/(?:pts\/|tty|console)/.test(target)) return;
  throw new CliError('CLI_FILE_KIND', `${file} is a device. Pass a file, or "-" for standard input.`);
}

/** Returns access to the file system of this machine. */
export function createFiles(operations: Partial<FileOperations> = {}): Files {
  const { read, write } = { ...operationsOfNode, ...operations };
  const readBytes = async (file: string): Promise<Uint8Array> => {
    try {
      return await read(file);
    } catch (error) {
      throw error instanceof CliError ? error : readError(file, error);
    }
  };
  return {
    readBytes,
    readText: async (file) => await decodeText(await readBytes(file), file),
    readTextLossily: async (file) => decodeLossily(await readBytes(file)),
    async writeText(file, text) {
      try {
        await write(file, text);
      } catch (error) {
        throw new CliError(
          'CLI_WRITE_FAILED',
          `Cannot write ${file}: ${reasonOf(error)}. The file was not changed.`,
          { cause: error },
        );
      }
    },
    async kindOf(file) {
      const found = await stat(file).catch(() => undefined);
      if (found === undefined) return 'missing';
      return found.isDirectory() ? 'directory' : 'file';
    },
    isSpecial,
  };
}

/** Returns the error for a path where there is no file or folder. */
export function missingError(place: string, cause?: unknown): CliError {
  return new CliError('CLI_FILE_MISSING', `${place} does not exist. Check the path.`, { cause });
}

/** Returns the error for a directory where a command needs a file. */
export function directoryError(place: string, cause?: unknown): CliError {
  return new CliError('CLI_FILE_KIND', `${place} is a folder. Pass a file in it.`, { cause });
}

/**
 * Checks that a path is a file.
 *
 * @throws CliError `CLI_FILE_MISSING`, `CLI_FILE_KIND` for a directory
 */
export async function assertFile(file: string, files: Files): Promise<void> {
  const kind = await files.kindOf(file);
  if (kind === 'missing') throw missingError(file);
  if (kind === 'directory') throw directoryError(file);
}

function readError(file: string, error: unknown): CliError {
  const code = codeOf(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return missingError(file, error);
  }
  if (code === 'EISDIR') return directoryError(file, error);
  return new CliError('CLI_FILE_UNREADABLE', `Cannot read ${file}: ${reasonOf(error)}.`, { cause: error });
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'no space is left on the device; free some space and run the command again',
  EACCES: 'permission denied; check the permissions of the file and its folder',
  EPERM: 'the operation is not permitted; check the owner of the file and its folder',
  EROFS: 'the file system is read-only; choose another location',
  EISDIR: 'it is a folder; choose the name of a file',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EEXIST: 'a part of the path is a file, not a folder',
  EDQUOT: 'the disk quota is exceeded; free some space and run the command again',
  EMFILE: 'too many files are open; close some programs or raise the limit',
};

/** Returns the reason of a system error as text. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  const known = code === undefined ? undefined : REASONS[code];
  if (known !== undefined) return `${known} (${code})`;
  return error instanceof Error ? error.message : String(error);
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/**
 * Returns the text of a file that was found in a folder if it is relevant to the command, else undefined. A file that is not UTF-8
 * is an error only if it is relevant.
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
