import { spawnSync } from 'node:child_process';
import { constants } from 'node:fs';
import path from 'node:path';
import type { FileSystem } from '../../contract/file-system.ts';

/** Both ends of a named pipe. */
export interface NamedPipe {
  readonly path: string;
  readonly reader: number;
  readonly writer: number;
}

/**
 * Reusable named pipes for the output of processes. The pipes of Node.js are sockets, which a process cannot open as `/dev/stdout`, and
 * opening a file so would truncate it.
 */
export interface NamedPipes {
  /** Returns a pipe; undefined if the file system does not support them. */
  open(): NamedPipe | undefined;
  /** Takes a pipe back when it has no writers any more. */
  giveBack(pipe: NamedPipe): void;
}

/** Number made at a time, since making them starts a process. */
const BATCH_SIZE = 16;

/** Creates a pool of named pipes in a folder. */
export function createNamedPipes(files: FileSystem, directory: string): NamedPipes {
  const free: string[] = [];
  let count = 0;
  let available = true;
  const makeMore = (): void => {
    files.mkdirSync(directory, { recursive: true });
    const names = Array.from({ length: BATCH_SIZE }, () => path.join(directory, `pipe-${++count}`));
    available = spawnSync('mkfifo', names, { stdio: 'ignore' }).status === 0;
    if (available) free.push(...names);
  };
  return {
    open() {
      if (free.length === 0 && available) makeMore();
      const name = free.pop();
      if (name === undefined) return undefined;
      try {
        return openEnds(files, name);
      } catch (error) {
        free.push(name);
        throw error;
      }
    },
    giveBack: (pipe) => void free.push(pipe.path),
  };
}

function openEnds(files: FileSystem, name: string): NamedPipe {
  const reader = files.openSync(name, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    return { path: name, reader, writer: files.openSync(name, constants.O_WRONLY) };
  } catch (error) {
    files.closeSync(reader);
    throw error;
  }
}
