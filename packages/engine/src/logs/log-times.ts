import path from 'node:path';
import type { FileSystem } from '../contract/file-system.ts';

/** Milliseconds between two looks at the logs of running containers: how exact the times of their lines are. */
const INTERVAL = 1000;

/** A moment at which a log had been written up to a size. */
export interface LogTime {
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** Bytes. */
  readonly size: number;
}

/** Notes when the logs of running containers grow, since the logs themselves have no times. */
export interface LogClock {
  /** Watches a log until the returned function is called. */
  watch(logFile: string): () => void;
  /** Stops watching. */
  close(): void;
}

/** Returns the file with the times of a log, in a folder beside the logs. */
export function logTimesFile(logFile: string): string {
  return path.join(path.dirname(path.dirname(logFile)), 'log-times', path.basename(logFile));
}

/** Creates a clock. Times that cannot be written are left out: they are not worth a task. */
export function createLogClock(files: FileSystem, interval: number = INTERVAL): LogClock {
  const sizes = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  const look = (): void => {
    for (const [file, before] of sizes) {
      const size = note(files, file, before);
      if (size !== before) sizes.set(file, size);
    }
  };
  const stop = (): void => {
    clearInterval(timer);
    timer = undefined;
  };
  return {
    watch(logFile) {
      sizes.set(logFile, 0);
      timer ??= setInterval(look, interval).unref();
      return () => {
        sizes.delete(logFile);
        if (sizes.size === 0) stop();
      };
    },
    close() {
      sizes.clear();
      stop();
    },
  };
}

/** Notes the size of a log if it has grown, at the time of its last change. Returns its size. */
function note(files: FileSystem, logFile: string, before: number): number {
  try {
    const stats = files.statSync(logFile, { throwIfNoEntry: false });
    if (stats === undefined || stats.size <= before) return before;
    const target = logTimesFile(logFile);
    files.mkdirSync(path.dirname(target), { recursive: true });
    files.writeFileSync(target, `${Math.round(stats.mtimeMs)} ${stats.size}\n`, { flag: 'a' });
    return stats.size;
  } catch {
    return before; // such as a full disk, which is reported where it matters
  }
}

/** Returns what is known of the times of a log, by size: the last one is that of its end. Empty if there is no log. */
export function readLogTimes(files: FileSystem, logFile: string): readonly LogTime[] {
  const stats = files.statSync(logFile, { throwIfNoEntry: false });
  if (stats === undefined) return [];
  const noted = readNotes(files, logTimesFile(logFile)).filter(({ size }) => size < stats.size);
  return [...noted, { time: Math.round(stats.mtimeMs), size: stats.size }].sort(
    (one, other) => one.size - other.size,
  );
}

function readNotes(files: FileSystem, file: string): readonly LogTime[] {
  if (!files.existsSync(file)) return [];
  return files
    .readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, time, size] = /^(\d+) (\d+)$/.exec(line) ?? [];
      return time === undefined ? [] : [{ time: Number(time), size: Number(size) }];
    });
}
