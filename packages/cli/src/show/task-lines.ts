import type { LogLine, LogOptions, Runs } from '@tiphys/runs';
import { isExecutorLine } from './executor-line.ts';

/** Lines that are read in addition to those that are wanted, for those of the executor. */
const SPARE = 50;

/** Containers in which nothing but the executor runs. */
const OF_EXECUTOR: ReadonlySet<string> = new Set(['init', 'wait']);

/**
 * Iterates over the lines that the tasks of a run printed, without those that the executor of Argo writes into the same logs. With `tail`, these do not
 * count, unless the log is followed: then they count for as long as it grows.
 */
export async function* taskLines(
  runs: Pick<Runs, 'logs'>,
  run: string,
  options: LogOptions,
): AsyncGenerator<LogLine> {
  const { tail, follow, container = 'main' } = options;
  if (OF_EXECUTOR.has(container)) yield* runs.logs(run, options);
  else if (tail === undefined || tail === 0 || follow === true) yield* ofTasks(runs.logs(run, options));
  else yield* lastLines(runs, run, { ...options, tail });
}

async function* ofTasks(lines: AsyncIterable<LogLine>): AsyncGenerator<LogLine> {
  for await (const line of lines) if (!isExecutorLine(line.text)) yield line;
}

async function* lastLines(
  runs: Pick<Runs, 'logs'>,
  run: string,
  { grep, ...options }: LogOptions & { readonly tail: number },
): AsyncGenerator<LogLine> {
  const isWanted = await chooserOf(grep);
  for (let asked = options.tail + SPARE; ; asked *= 10) {
    const { lines, isCut } = await readEnd(runs, run, { ...options, asked });
    if (isCut) continue;
    for (const line of lines) if (isWanted(line.text)) yield line;
    return;
  }
}

/** As in Argo, a pattern selects among the last lines. */
async function chooserOf(grep: string | undefined): Promise<(text: string) => boolean> {
  if (grep === undefined || grep === '') return () => true;
  const { compilePattern, matches } = await import('@tiphys/go');
  const pattern = compilePattern(grep);
  return (text) => matches(pattern, text);
}

interface LogEnd {
  readonly lines: readonly LogLine[];
  /** Whether the log of a node may have more lines of its task, before those that were read. */
  readonly isCut: boolean;
}

async function readEnd(
  runs: Pick<Runs, 'logs'>,
  run: string,
  { asked, tail, ...options }: LogOptions & { readonly tail: number; readonly asked: number },
): Promise<LogEnd> {
  const all = new Map<string, number>();
  const left = new Map<string, number>();
  const add = (counts: Map<string, number>, id: string, count: number): number => {
    const sum = (counts.get(id) ?? 0) + count;
    counts.set(id, sum);
    return sum;
  };
  const found: LogLine[] = [];
  for await (const line of runs.logs(run, { ...options, tail: asked })) {
    add(all, line.nodeId, 1);
    if (isExecutorLine(line.text)) continue;
    add(left, line.nodeId, 1);
    found.push(line);
  }
  const isCut = [...all].some(([id, count]) => count >= asked && (left.get(id) ?? 0) < tail);
  const lines = found.filter(({ nodeId }) => add(left, nodeId, -1) < tail);
  return { lines, isCut };
}
