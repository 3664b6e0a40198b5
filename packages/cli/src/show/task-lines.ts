import type { LogLine, LogOptions, Runs } from '@tiphys/runs';
import { isExecutorLine } from './executor-line.ts';

/** Lines that are read in addition to those that are wanted, for those of the executor. */
const SPARE = 50;

/** Containers in which nothing but the executor runs. */
const OF_EXECUTOR: ReadonlySet<string> = new Set(['init', 'wait']);

/**
 * Iterates over the lines that the tasks of a run printed, without those that the executor of Argo writes into the same logs. With `tail`, these do not
 * count.
 */
export async function* taskLines(
  runs: Pick<Runs, 'logs'>,
  run: string,
  options: LogOptions,
): AsyncGenerator<LogLine> {
  const { tail, follow, container = 'main' } = options;
  if (OF_EXECUTOR.has(container)) yield* runs.logs(run, options);
  else if (tail === undefined || tail === 0) yield* ofTasks(runs.logs(run, options));
  else if (follow === true) yield* lastLinesAndMore(runs, run, { ...options, tail });
  else yield* lastLines(runs, run, { ...options, tail });
}

async function* ofTasks(lines: AsyncIterable<LogLine>): AsyncGenerator<LogLine> {
  for await (const line of lines) if (!isExecutorLine(line.text)) yield line;
}

type TailOptions = LogOptions & { readonly tail: number };

async function* lastLines(
  runs: Pick<Runs, 'logs'>,
  run: string,
  { grep, ...options }: TailOptions,
): AsyncGenerator<LogLine> {
  const isWanted = await chooserOf(grep);
  const { lines } = await findEnd(runs, run, options);
  for (const line of lines) if (isWanted(line.text)) yield line;
}

/** A followed log does not say where its last lines end and new ones begin. So the last ones are read before, and counted. */
async function* lastLinesAndMore(
  runs: Pick<Runs, 'logs'>,
  run: string,
  { grep, tail, ...options }: TailOptions,
): AsyncGenerator<LogLine> {
  const isWanted = await chooserOf(grep);
  // What makes reading fail may pass, such as pods that are gone while others are to come. Following says what does not.
  const end = await findEnd(runs, run, { ...options, tail, follow: false }).catch(() => undefined);
  const { asked, counts } = end ?? { asked: tail, counts: new Map<string, number>() };
  const open = new Map([...counts].map(([id, count]) => [id, { count, lines: [] as LogLine[] }]));
  const close = function* (id: string): Generator<LogLine> {
    const lines = open.get(id)?.lines.slice(-tail) ?? [];
    open.delete(id);
    for (const line of lines) if (isWanted(line.text)) yield line;
  };
  for await (const line of runs.logs(run, { ...options, tail: asked })) {
    const first = open.get(line.nodeId);
    const isOfTask = !isExecutorLine(line.text);
    if (first === undefined) {
      if (isOfTask && isWanted(line.text)) yield line;
      continue;
    }
    if (isOfTask) first.lines.push(line);
    first.count -= 1;
    if (first.count === 0) yield* close(line.nodeId);
  }
  for (const id of [...open.keys()]) yield* close(id);
}

/** As in Argo, a pattern selects among the last lines. */
async function chooserOf(grep: string | undefined): Promise<(text: string) => boolean> {
  if (grep === undefined || grep === '') return () => true;
  const { compilePattern, matches } = await import('@tiphys/go');
  const pattern = compilePattern(grep);
  return (text) => matches(pattern, text);
}

/** The last lines of the logs of a run. */
interface LogEnd {
  /** The lines of tasks. */
  readonly lines: readonly LogLine[];
  /** The number of all lines that were read, by the id of the node. */
  readonly counts: ReadonlyMap<string, number>;
  /** Whether the log of a node may have more lines of its task, before those that were read. */
  readonly isCut: boolean;
}

/** Reads the ends of logs until each has the wanted number of lines of its task. */
async function findEnd(
  runs: Pick<Runs, 'logs'>,
  run: string,
  options: TailOptions,
): Promise<LogEnd & { readonly asked: number }> {
  for (let asked = options.tail + SPARE; ; asked *= 10) {
    const end = await readEnd(runs, run, { ...options, asked });
    if (!end.isCut) return { ...end, asked };
  }
}

async function readEnd(
  runs: Pick<Runs, 'logs'>,
  run: string,
  { asked, tail, ...options }: TailOptions & { readonly asked: number },
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
  return { lines, counts: all, isCut };
}
