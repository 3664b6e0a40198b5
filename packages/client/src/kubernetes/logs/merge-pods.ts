import type { LogLine } from '@tiphys/runs';

/** The lines of the log of a pod. */
export interface Source {
  /** When the pod was created, in milliseconds since the epoch. It printed nothing before. */
  readonly from: number;
  readonly lines: () => AsyncGenerator<LogLine>;
}

interface Open {
  readonly lines: AsyncGenerator<LogLine>;
  /** The next line. */
  line: LogLine;
  /** The time of the next line; that of the line before if it has none. */
  time: number;
}

/**
 * Iterates over the lines of several logs in the order of their times. The log of a pod is opened only when the others have come to its creation, so
 * that no more are open than ran at the same time.
 *
 * @param sources in the order of their start
 */
export async function* mergeByTime(sources: readonly Source[]): AsyncGenerator<LogLine> {
  const waiting = [...sources];
  const open = new Set<Open>();
  try {
    for (;;) {
      const first = earliest(open);
      const [next] = waiting;
      if (next !== undefined && (first === undefined || next.from <= first.time)) {
        waiting.shift();
        const lines = next.lines();
        const { done, value: line } = await lines.next();
        if (done !== true) open.add({ lines, line, time: line.time ?? next.from });
        continue;
      }
      if (first === undefined) return;
      yield first.line;
      const { done, value: line } = await first.lines.next();
      if (done === true) open.delete(first);
      else {
        first.line = line;
        first.time = line.time ?? first.time;
      }
    }
  } finally {
    for (const { lines } of open) await lines.return(undefined);
  }
}

function earliest(open: ReadonlySet<Open>): Open | undefined {
  let first: Open | undefined;
  for (const one of open) if (first === undefined || one.time < first.time) first = one;
  return first;
}
