import type { FileSystem } from '../../contract/file-system.ts';

/** An open log of a node. */
export interface LogFile {
  write(chunk: Buffer): void;
  /** The first write error. Later output is dropped. */
  readonly failure: unknown;
  close(): void;
}

/** Opens a log for appending. */
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
