import { errorCode } from './error-text.ts';
import type { FileSystem } from './file-system.ts';
import type { JournalEvent } from './journal.ts';
import { isRecord } from './stored-json.ts';

/** Bytes at the end of a journal that are read. The record of the end of a run is shorter. */
const TAIL = 16_384;

/** Returns the last event of a journal if its line is complete and short, such as the end of a run. Reads only the end of the file. */
export function readLastEvent(files: FileSystem, path: string): JournalEvent | undefined {
  const line = lastLine(readTail(files, path));
  try {
    const event: unknown = JSON.parse(line);
    // openJournal wrote it.
    return isRecord(event) && typeof event.kind === 'string' ? (event as JournalEvent) : undefined;
  } catch {
    return undefined; // it is longer than the tail, or damaged
  }
}

/** What follows the last newline was not written to its end. */
function lastLine(text: string): string {
  const end = text.lastIndexOf('\n');
  return end < 0 ? '' : text.slice(text.lastIndexOf('\n', end - 1) + 1, end);
}

function readTail(files: FileSystem, path: string): string {
  try {
    const descriptor = files.openSync(path, 'r');
    try {
      const { size } = files.fstatSync(descriptor);
      const bytes = Buffer.alloc(Math.min(size, TAIL));
      const length = files.readSync(descriptor, bytes, 0, bytes.length, size - bytes.length);
      return bytes.subarray(0, length).toString();
    } finally {
      files.closeSync(descriptor);
    }
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return '';
    throw error;
  }
}
