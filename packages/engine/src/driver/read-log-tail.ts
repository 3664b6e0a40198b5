import { realFileSystem } from '../contract/file-system.ts';
import { type LoggedNode, logFile, type RunFolder } from '../contract/run-folder.ts';

/** Options of {@link readLogTail}. */
export interface LogTailOptions {
  /** The most lines to read. */
  readonly lines: number;
}

/** Number of bytes at the end of a log that are searched for its last lines. */
const TAIL_BYTES = 64 * 1024;

/** Returns the last lines of the log of a node; none if it has no log. Reads only the end of the log. */
export function readLogTail(
  folder: RunFolder,
  node: LoggedNode,
  { lines }: LogTailOptions,
): readonly string[] {
  const file = logFile(folder, node);
  const files = realFileSystem;
  if (!files.existsSync(file)) return [];
  const descriptor = files.openSync(file, 'r');
  try {
    const { size } = files.fstatSync(descriptor);
    const start = Math.max(0, size - TAIL_BYTES);
    const bytes = Buffer.alloc(size - start);
    const length = files.readSync(descriptor, bytes, 0, bytes.length, start);
    const text = bytes.subarray(0, length).toString().trimEnd();
    return text === '' ? [] : text.split('\n').slice(-lines);
  } finally {
    files.closeSync(descriptor);
  }
}
