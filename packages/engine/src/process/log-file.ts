import type { FileSystem } from '../file-system.ts';

/** The log of a node while it is being written. */
export interface LogFile {
  write(chunk: Buffer): void;
  /** The first error of writing; what comes after it is not kept. */
  readonly failure: unknown;
  close(): void;
}

/** Opens a log to append to it. */
export function openLog(files: FileSystem, file: string): LogFile {
  const descriptor = files.openSync(file, 'a');
  let failure: unknown;
  return {
    get failure() {
      return failure;
    },
    write(chunk) {
      if (failure !== undefined) return;
      try {
        for (let done = 0; done < chunk.length; ) done += files.writeSync(descriptor, chunk, done);
      } catch (error) {
        failure = error;
      }
    },
    close: () => files.closeSync(descriptor),
  };
}
