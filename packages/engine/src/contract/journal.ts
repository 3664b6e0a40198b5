import nodePath from 'node:path';
import { EngineError } from './engine-error.ts';
import { describeError, errorCode } from './error-text.ts';
import { type FileSystem, realFileSystem } from './file-system.ts';

/** Something that happened in a run: plain JSON data with a `kind`. */
export interface JournalEvent {
  readonly kind: string;
  readonly [field: string]: unknown;
}

/** The events of a run, in order. */
export interface Journal {
  /**
   * Adds events with one write.
   *
   * @throws EngineError `ENGINE_WRITE_FAILED` if they cannot be written; earlier events stay readable.
   * @throws EngineError `ENGINE_RUN_REMOVED` if somebody has removed the file
   */
  append(...events: readonly JournalEvent[]): void;
  close(): Promise<void>;
}

/** Options of {@link openJournal}. */
export interface JournalOptions {
  /** @default the file system of this machine */
  readonly fileSystem?: FileSystem;
}

/**
 * Opens the journal in a file: one line of JSON per event, written at once so that a killed process loses nothing. Removes an incomplete last line,
 * which a killed process leaves.
 *
 * @throws EngineError `ENGINE_WRITE_FAILED`
 */
export function openJournal(path: string, options: JournalOptions = {}): Journal {
  const files = options.fileSystem ?? realFileSystem;
  const attempt = <T>(action: () => T): T => {
    try {
      return action();
    } catch (cause) {
      throw writeFailed(path, cause);
    }
  };
  attempt(() => removeTornLine(files, path));
  const descriptor = attempt(() => files.openSync(path, 'a'));
  let length = attempt(() => files.fstatSync(descriptor).size);
  let closed = false;
  return {
    append(...events) {
      if (files.fstatSync(descriptor).nlink === 0) throw removed(path);
      const lines = Buffer.from(events.map((event) => `${JSON.stringify(event)}\n`).join(''));
      try {
        for (let done = 0; done < lines.length; ) done += files.writeSync(descriptor, lines, done);
        length += lines.length;
      } catch (cause) {
        cutTo(files, descriptor, length);
        throw writeFailed(path, cause);
      }
    },
    async close() {
      if (!closed) files.closeSync(descriptor);
      closed = true;
    },
  };
}

/**
 * Reads the events of a journal. Ignores an incomplete last line, which a killed process or a full disk leaves.
 *
 * @throws EngineError `ENGINE_JOURNAL_DAMAGED` if another line is not JSON
 */
export function readJournal(path: string): readonly JournalEvent[] {
  // What follows the last newline was not written to its end.
  const lines = realFileSystem.readFileSync(path, 'utf8').split('\n').slice(0, -1);
  return lines.flatMap((line, index) => {
    if (line === '') return [];
    try {
      // openJournal wrote it.
      return [JSON.parse(line) as JournalEvent];
    } catch (cause) {
      throw new EngineError(
        'ENGINE_JOURNAL_DAMAGED',
        `${path}:${index + 1} is not JSON. The journal of this run is damaged or was edited. Delete the line to read the rest.`,
        { path, cause },
      );
    }
  });
}

const NEWLINE = 10;
const BLOCK = 65_536;

function removeTornLine(files: FileSystem, path: string): void {
  if (!files.existsSync(path)) return;
  const descriptor = files.openSync(path, 'r+');
  try {
    const { size } = files.fstatSync(descriptor);
    const end = endOfLastLine(files, descriptor, size);
    if (end < size) files.ftruncateSync(descriptor, end);
  } finally {
    files.closeSync(descriptor);
  }
}

function endOfLastLine(files: FileSystem, descriptor: number, size: number): number {
  for (let end = size; end > 0; end -= BLOCK) {
    const start = Math.max(0, end - BLOCK);
    const block = Buffer.alloc(end - start);
    files.readSync(descriptor, block, 0, block.length, start);
    const newline = block.lastIndexOf(NEWLINE);
    if (newline >= 0) return start + newline + 1;
  }
  return 0;
}

function cutTo(files: FileSystem, descriptor: number, length: number): void {
  try {
    files.ftruncateSync(descriptor, length);
  } catch {
    // The reader ignores an incomplete last line.
  }
}

function removed(file: string): EngineError {
  const folder = nodePath.dirname(file);
  return new EngineError(
    'ENGINE_RUN_REMOVED',
    `${folder} was removed while the run went on. Its tasks have been stopped. Start it again, and use \`tiphys delete\` to remove a run that goes on.`,
    { path: folder },
  );
}

/** Returns the error for a file that could not be written. @internal */
export function writeFailed(path: string, cause: unknown): EngineError {
  const reason = describeError(cause);
  const code = errorCode(cause) ?? '';
  return new EngineError(
    'ENGINE_WRITE_FAILED',
    `Cannot write ${path}: ${reason}. ${ADVICE[code] ?? 'Choose another folder for the runs.'}`,
    { path, cause },
  );
}

const ADVICE: Readonly<Record<string, string>> = {
  ENOSPC: 'Free space or choose another folder for the runs.',
  EDQUOT: 'Free space or choose another folder for the runs.',
  EROFS: 'The file system is read-only. Choose another folder for the runs.',
  EACCES:
    'You have no permission to write there. Check who owns the folder, or choose another one for the runs.',
  EPERM:
    'You have no permission to write there. Check who owns the folder, or choose another one for the runs.',
  ENOENT: 'The folder cannot be created. Choose another folder for the runs.',
  ENOTDIR: 'A part of the path is a file. Choose another folder for the runs.',
  EEXIST: 'A part of the path is a file. Choose another folder for the runs.',
};
