import { logFile, type RunFolder } from '@tiphys/engine';
import { compilePattern, matches } from '@tiphys/go';
import type { NodeStatus, Workflow } from '@tiphys/models';
import { nodeId } from '@tiphys/models/facts';
import type { LogLine, LogOptions } from '@tiphys/runs';
import { findNode, timeOf } from '@tiphys/runs';
import { LineReader } from './read-lines.ts';
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
}

/** Iterates over the lines of the logs of a local run, node by node in the order of their start; with `follow`, as they are written. */
export async function* readLogs(run: LoggedRun, options: LogOptions): AsyncGenerator<LogLine> {
  const readers = new Map<string, LineReader>();
  const { signal, follow = false, tail, container = MAIN, grep } = options;
  const pattern = grep === undefined ? undefined : compilePattern(grep);
  try {
    for (let last = false; !last; ) {
      // Decided before reading: what a task prints before the run ends is in the file by then.
      last = !follow || !run.isLive();
      const workflow = run.current();
      for (const node of nodesOf(workflow, options.node)) {
        if (signal?.aborted) return;
        const known = readers.get(node.id);
        const reader = known ?? new LineReader(logOf(run, workflow, { node, container }));
        readers.set(node.id, reader);
        const texts = lines(reader, last);
        const kept = known === undefined && tail !== undefined ? lastOf(texts, tail) : texts;
        for await (const text of kept) {
          if (pattern === undefined || matches(pattern, text))
            yield { nodeId: node.id, nodeName: node.name, text };
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

async function* lines(reader: LineReader, last: boolean): AsyncGenerator<string> {
  yield* reader.more();
  if (last) yield* reader.rest();
}

async function* lastOf(texts: AsyncIterable<string>, count: number): AsyncGenerator<string> {
  const kept: string[] = [];
  for await (const text of texts) {
    kept.push(text);
    if (kept.length > count) kept.shift();
  }
  yield* kept;
}

function nodesOf(workflow: Workflow, word: string | undefined): readonly NodeStatus[] {
  const nodes = Object.values(workflow.status?.nodes ?? {});
  const start = ({ startedAt }: NodeStatus): number => timeOf(startedAt) ?? 0;
  const chosen = word === undefined ? nodes : withDescendants(findNode(workflow, word), workflow);
  return chosen.toSorted((a, b) => start(a) - start(b));
}

/** The attempts of a node with retries have its logs. */
function withDescendants(node: NodeStatus, { status }: Workflow): readonly NodeStatus[] {
  if (node.type !== 'Retry') return [node];
  return [node, ...(node.children ?? []).flatMap((id) => status?.nodes?.[id] ?? [])];
}
