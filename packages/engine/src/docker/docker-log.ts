import { constants } from 'node:fs';
import type { FileSystem } from '../contract/file-system.ts';
import { MAXIMUM_RESULT_BYTES } from '../contract/limits.ts';
import type { AttachOptions } from './docker-cli.ts';

/** The log of a container, and the end of its stdout. */
export interface ContainerLog {
  /** Where the output of the container goes. */
  readonly target: AttachOptions;
  /** Returns the last 256 KiB of stdout, without one newline at the end; undefined if it was not captured. */
  output(): string | undefined;
  /** Returns the end of what was written since it was opened, at most 4 KiB. */
  tail(): string;
  /** Writes this text in place of what was written since it was opened. */
  replace(text: string): void;
  close(): void;
}

/** The most that is read to find out why a container could not be started. */
const TAIL_BYTES = 4096;

/** Opens the log of a container. That of an earlier process is written anew. */
export function openContainerLog(
  files: FileSystem,
  file: string,
  { capture, isNew }: { readonly capture: boolean; readonly isNew: boolean },
): ContainerLog {
  // A call that an earlier process made still writes to its file.
  if (!isNew) files.rmSync(file, { force: true });
  const log = files.openSync(file, constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND, 0o644);
  const { size: start } = files.fstatSync(log);
  let tail = Buffer.alloc(0);
  const onStdout = (chunk: Buffer): void => {
    files.writeSync(log, chunk);
    tail = Buffer.concat([tail, chunk]);
    // One more byte for the newline, which is removed before counting.
    if (tail.length > 2 * MAXIMUM_RESULT_BYTES) tail = tail.subarray(-(MAXIMUM_RESULT_BYTES + 1));
  };
  return {
    target: capture ? { log, onStdout } : { log },
    output() {
      if (!capture) return undefined;
      const text = tail.at(-1) === 0x0a ? tail.subarray(0, -1) : tail;
      return text.subarray(-MAXIMUM_RESULT_BYTES).toString();
    },
    tail() {
      const reader = files.openSync(file, 'r');
      try {
        const { size } = files.fstatSync(reader);
        const bytes = Buffer.alloc(Math.min(size - start, TAIL_BYTES));
        return bytes
          .subarray(0, files.readSync(reader, bytes, 0, bytes.length, size - bytes.length))
          .toString();
      } finally {
        files.closeSync(reader);
      }
    },
    replace(text) {
      files.ftruncateSync(log, start);
      files.writeSync(log, Buffer.from(text));
    },
    close: () => files.closeSync(log),
  };
}
