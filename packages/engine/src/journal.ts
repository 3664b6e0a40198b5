import { EngineError } from './engine-error.ts';
import { type FileSystem, realFileSystem } from './file-system.ts';

/** Something that happened in a run: plain JSON data with a `kind`. */
export interface JournalEvent {
  readonly kind: string;
  readonly [field: string]: unknown;
}

/** An event as it was read back from a journal. */
export interface JournalEntry extends JournalEvent {
  /** RFC 3339 time of the append. */
  readonly time: string;
}

/** Keeps what happened in a run, in order. */
export interface Journal {
  /**
   * Adds an event.
   *
   * @throws EngineError `ENGINE_WRITE_FAILED` when the event cannot be kept; what was written before stays readable.
   */
  append(event: JournalEvent): void;
  close(): Promise<void>;
}

/** Options of {@link openJournal}. */
export interface JournalOptions {
  /** @default the clock of this machine */
  readonly now?: () => number;
  /** @default the files of this machine */
  readonly fileSystem?: FileSystem;
}

/**
 * Opens the journal in a file, one line of JSON per event, appended at once so that a killed process loses nothing.
 *
 * @throws EngineError `ENGINE_WRITE_FAILED`
 */
export function openJournal(path: string, options: JournalOptions = {}): Journal {
  const files = options.fileSystem ?? realFileSystem;
  const now = options.now ?? Date.now;
  const attempt = <T>(action: () => T): T => {
    try {
      return action();
    } catch (cause) {
      throw writeFailed(path, cause);
    }
  };
  const descriptor = attempt(() => files.openSync(path, 'a'));
  let length = attempt(() => files.fstatSync(descriptor).size);
  let closed = false;
  return {
    append(event) {
      const line = Buffer.from(`${JSON.stringify({ time: new Date(now()).toISOString(), ...event })}\n`);
      try {
        for (let done = 0; done < line.length; ) done += files.writeSync(descriptor, line, done);
        length += line.length;
      } catch (cause) {
        discardTornLine(files, descriptor, length);
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
 * Reads the events of a journal; a last line that was torn by a kill or a full disk is left out.
 *
 * @throws EngineError `ENGINE_JOURNAL_DAMAGED` when an earlier line is no JSON
 */
export function readJournal(path: string): readonly JournalEntry[] {
  const lines = realFileSystem.readFileSync(path, 'utf8').split('\n');
  const last = lines.length - 1;
  const entries: JournalEntry[] = [];
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    try {
      // Written by openJournal, which adds the time.
      entries.push(JSON.parse(line) as JournalEntry);
    } catch (cause) {
      if (index === last) break;
      throw new EngineError('ENGINE_JOURNAL_DAMAGED', {
        message: `${path}:${index + 1} is not JSON. The journal of this run was changed by hand or damaged; delete the line to read the rest.`,
        path,
        cause,
      });
    }
  }
  return entries;
}

function discardTornLine(files: FileSystem, descriptor: number, length: number): void {
  try {
    files.ftruncateSync(descriptor, length);
  } catch {
    // A torn last line is tolerated by the reader.
  }
}

/** Names the file that could not be written, and why. @internal */
export function writeFailed(path: string, cause: unknown): EngineError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return new EngineError('ENGINE_WRITE_FAILED', {
    message: `Cannot write ${path}: ${reason}. ${advice[code] ?? 'Choose another folder for the runs.'}`,
    path,
    cause,
  });
}

const advice: Readonly<Record<string, string>> = {
  ENOSPC: 'Free space or choose another folder for the runs.',
  EDQUOT: 'Free space or choose another folder for the runs.',
  EROFS: 'The file system is read-only. Choose another folder for the runs.',
  EACCES: 'You may not write there. Check who owns the folder, or choose another one for the runs.',
  EPERM: 'You may not write there. Check who owns the folder, or choose another one for the runs.',
  ENOENT: 'No folder can be made there. Choose another folder for the runs.',
  ENOTDIR: 'A part of the path is a file. Choose another folder for the runs.',
  EEXIST: 'A part of the path is a file. Choose another folder for the runs.',
};
