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
  close(): void;
}

/** Opens the log of a container. That of an earlier process is written anew. */
export function openContainerLog(
  files: FileSystem,
  file: string,
  { capture, isNew }: { readonly capture: boolean; readonly isNew: boolean },
): ContainerLog {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | (isNew ? 0 : constants.O_TRUNC);
  const log = files.openSync(file, flags, 0o644);
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
    close: () => files.closeSync(log),
  };
}
