import type { NodeStatus, Workflow } from '@tiphys/models';
import type { RunsReader } from '@tiphys/runs';
import { expect } from 'vitest';

/** What is the same in two runs of the same workflow, wherever they are. */
export interface RunRecord {
  readonly phase: string | undefined;
  readonly outputs: unknown;
  /** By the name of the node, without that of the run. */
  readonly nodes: Readonly<Record<string, unknown>>;
}

/** Returns the record of a run, without the outputs that tell something about the machine. */
export function recordOf({ metadata, status }: Workflow, ownOutputs: readonly string[] = []): RunRecord {
  const run = metadata.name ?? '';
  const nodes = Object.values(status?.nodes ?? {});
  const root = nodes.find(({ name }) => name === run);
  const own = new Set(ownOutputs);
  const record: RunRecord = {
    phase: status?.phase,
    outputs: valuesOf(root, own),
    nodes: Object.fromEntries(
      nodes
        .map((node): [string, unknown] => [shortName(node.name, run), nodeRecord(node, own)])
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  };
  // Keys of files contain both.
  const text = JSON.stringify(record)
    .replaceAll(metadata.uid || 'no uid', 'UID')
    .replaceAll(run, 'RUN');
  return JSON.parse(text);
}

function nodeRecord(node: NodeStatus, own: ReadonlySet<string>): unknown {
  const { type, phase, templateName, outputs } = node;
  const artifacts = (outputs?.artifacts ?? []).map(({ name }) => name).filter((name) => name !== 'main-logs');
  return { type, phase, templateName, values: valuesOf(node, own), artifacts };
}

function valuesOf(node: NodeStatus | undefined, own: ReadonlySet<string>): Record<string, unknown> {
  const values = (node?.outputs?.parameters ?? []).map(({ name, value }) => [name, value]);
  return Object.fromEntries(values.filter(([name]) => !own.has(`${name}`)));
}

function shortName(name: string, run: string): string {
  return name === run || !name.startsWith(run) ? name.replace(run, '') : name.slice(run.length);
}

/** Returns the lines that each node printed, by the name of the node without that of the run. */
export async function collectLogs(runs: RunsReader, run: string): Promise<Map<string, string[]>> {
  const logs = new Map<string, string[]>();
  for await (const { nodeName, text } of runs.logs(run)) {
    const name = shortName(nodeName, run);
    logs.set(name, [...(logs.get(name) ?? []), text]);
  }
  return logs;
}

/** Expects that every line of a local log is in that of the cluster, in the same order, but for nodes with lines of their own. The executor of Argo prints some between them. */
export function expectSameLines(
  cluster: ReadonlyMap<string, readonly string[]>,
  local: ReadonlyMap<string, readonly string[]>,
  own: readonly string[] = [],
): void {
  for (const [node, lines] of local) {
    if (own.includes(node)) continue;
    const others = cluster.get(node) ?? [];
    let at = 0;
    for (const line of lines) {
      const found = others.indexOf(line, at);
      expect(
        found,
        `${node} printed ${JSON.stringify(line)} in ${JSON.stringify(others)}`,
      ).toBeGreaterThanOrEqual(at);
      at = found + 1;
    }
  }
}

const ENDS = new Set(['Succeeded', 'Failed', 'Error', 'Skipped', 'Omitted']);

/**
 * Watches a run to its end, and expects that no state comes twice and that no node leaves its end. Argo takes an end back of pods that it stopped, if they
 * have succeeded.
 */
export async function watchToEnd(runs: RunsReader, name: string): Promise<Workflow> {
  let last: Workflow | undefined;
  for await (const state of runs.watch(name)) {
    expect(state.metadata.resourceVersion).not.toBe(last?.metadata.resourceVersion);
    for (const [id, { phase = '' }] of Object.entries(last?.status?.nodes ?? {}))
      if (ENDS.has(phase) && !wasStopped(state))
        expect(state.status?.nodes?.[id]?.phase, `${id} of ${name}`).toBe(phase);
    last = state;
  }
  if (last === undefined) throw new Error(`The watch of ${name} ended without a state.`);
  return last;
}

/** Tells whether a run is or was stopped, also if it was retried since. */
function wasStopped({ spec, status }: Workflow): boolean {
  const messages = Object.values(status?.nodes ?? {}).map(({ message = '' }) => message);
  return spec.shutdown !== undefined || messages.some((one) => one.includes('shutdown with strategy'));
}

/** Watches a run until one of its pods runs, or until it has ended. */
export async function watchUntilBusy(runs: RunsReader, name: string): Promise<Workflow> {
  let last: Workflow | undefined;
  for await (const state of runs.watch(name)) {
    last = state;
    const nodes = Object.values(state.status?.nodes ?? {});
    if (nodes.some(({ type, phase }) => type === 'Pod' && phase === 'Running')) break;
  }
  if (last === undefined) throw new Error(`The watch of ${name} ended without a state.`);
  return last;
}
