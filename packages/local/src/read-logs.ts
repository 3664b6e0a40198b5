import * as files from 'node:fs';
import { type LogTime, logFile, type RunFolder, readLogTimes } from '@tiphys/engine';
import { compilePattern, matches } from '@tiphys/go';
import type { NodeStatus, Workflow } from '@tiphys/models';
import { nodeId } from '@tiphys/models/facts';
import type { LogLine, LogOptions } from '@tiphys/runs';
import { findNodeOrLoop, isUnder, type NodeOrLoop, timeOf } from '@tiphys/runs';
import { LineReader, type ReadLine } from './read-lines.ts';
import { sleep } from './sleep.ts';

/** Time between two looks at growing logs, in milliseconds. */
const INTERVAL = 200;

/** The run whose logs are read. */
export interface LoggedRun {
  readonly folder: RunFolder;
  /** Returns the run as it is now. */
  readonly current: () => Workflow;
  /** Whether a process still drives the run. */
  readonly isLive: () => boolean;
  /** Tells whether the log of a node is wanted. */
  readonly isSelected: (node: NodeStatus) => boolean;
}

/** Iterates over the lines of the logs of a local run, node by node in the order of their start; with `follow`, as they are written. */
export async function* readLogs(run: LoggedRun, options: LogOptions): AsyncGenerator<LogLine> {
  const readers = new Map<string, LineReader>();
  const { signal, follow = false, tail, container = MAIN, grep, since = 0 } = options;
  const pattern = grep === undefined ? undefined : compilePattern(grep);
  try {
    for (let last = false; !last; ) {
      // Decided before reading: what a task prints before the run ends is in the file by then.
      last = !follow || !run.isLive();
      const workflow = run.current();
      for (const node of nodesOf(workflow, options.node)) {
        if (signal?.aborted) return;
        if (!run.isSelected(node)) continue;
        const known = readers.get(node.id);
        const log = logOf(run, workflow, { node, container });
        const reader = known ?? new LineReader(log);
        readers.set(node.id, reader);
        const wanted = after(since, timed(lines(reader, last), log));
        const kept = known === undefined && tail !== undefined ? lastOf(wanted, tail) : wanted;
        for await (const { text, time } of kept) {
          if (pattern === undefined || matches(pattern, text))
            yield { nodeId: node.id, nodeName: node.name, time, text };
          if (signal?.aborted) return;
        }
        if (last) await reader.close();
      }
      if (!last) await sleep(INTERVAL, signal);
    }
  } finally {
    for (const reader of readers.values()) await reader.close();
  }
}

/** Container whose log is that of the pod. */
const MAIN = 'main';

interface LoggedContainer {
  readonly node: NodeStatus;
  readonly container: string;
}

/** Returns the log of a container of a node. Containers other than main have logs under names of their own. */
function logOf(run: LoggedRun, { metadata }: Workflow, { node, container }: LoggedContainer): string {
  if (container === MAIN) return logFile(run.folder, { nodeId: node.id, nodeName: node.name });
  const nodeName = `${node.name}.${container}`;
  return logFile(run.folder, { nodeId: nodeId(metadata.name ?? '', nodeName), nodeName });
}

async function* lines(reader: LineReader, last: boolean): AsyncGenerator<ReadLine> {
  yield* reader.more();
  if (last) yield* reader.rest();
}

/** A line with the time at which it was in the log, in milliseconds since the epoch. */
interface TimedLine {
  readonly text: string;
  readonly time: number;
}

/** Adds the times of lines: those at which the log was seen to have grown beyond them. */
async function* timed(read: AsyncIterable<ReadLine>, log: string): AsyncGenerator<TimedLine> {
  let times: readonly LogTime[] = [];
  let at = 0;
  for await (const { end, text } of read) {
    if ((times.at(-1)?.size ?? 0) < end) {
      times = readLogTimes(files, log);
      at = 0;
    }
    while (at < times.length - 1 && (times[at]?.size ?? 0) < end) at += 1;
    yield { text, time: times[at]?.time ?? Date.now() };
  }
}

async function* after(since: number, read: AsyncIterable<TimedLine>): AsyncGenerator<TimedLine> {
  for await (const line of read) if (line.time >= since) yield line;
}

async function* lastOf(read: AsyncIterable<TimedLine>, count: number): AsyncGenerator<TimedLine> {
  const kept: TimedLine[] = [];
  for await (const line of read) {
    kept.push(line);
    if (kept.length > count) kept.shift();
  }
  yield* kept;
}

function nodesOf(workflow: Workflow, word: string | undefined): readonly NodeStatus[] {
  const nodes = Object.values(workflow.status?.nodes ?? {});
  const start = ({ startedAt }: NodeStatus): number => timeOf(startedAt) ?? 0;
  const chosen = word === undefined ? nodes : withDescendants(findNodeOrLoop(workflow, word), workflow);
  return chosen.toSorted((a, b) => start(a) - start(b));
}

/** A pod with several containers has its own log. Other nodes have the logs of all nodes under them. */
function withDescendants(found: NodeOrLoop, { status }: Workflow): readonly NodeStatus[] {
  if (found.node?.type === 'Pod') return [found.node];
  return Object.values(status?.nodes ?? {}).filter(({ name }) => isUnder(name, found.name));
}
