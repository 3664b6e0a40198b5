import type { Workflow } from '@tiphys/models';
import type { RunEvent, RunSelection } from '../../src/index.ts';
import type { Exchange, RecordedResponse } from './exchange.ts';
import type { Replay } from './replay.ts';
import type { Aside } from './replay-server.ts';

/** A line of a recorded watch. */
interface WatchLine {
  readonly type: string;
  readonly object: Workflow;
}

/**
 * Replays a watch of one run. Its state was read before; where the recorded stream ends before the run does, the client opens it again, and the
 * replay ends.
 */
export const watch: Replay = { call: statesOf, aside: firstState, gives: recordedStates };

/** Replays one connection of a watch of several runs. */
export function watchOnce(selection: RunSelection, from?: string): Replay {
  return {
    async call({ runs }) {
      const seen: RunEvent[] = [];
      for await (const event of runs.watchAll(selection, { resume: false, from })) seen.push(event);
      return seen;
    },
    gives: (exchange) => linesOf(exchange).map(({ type, object }) => ({ type, run: withoutFields(object) })),
  };
}

/** Replays reading what is reported about a run, until the client waits for more. */
export const eventsOfRun: Replay = {
  async call({ runs }, { request, response }) {
    const name = /involvedObject\.name%3D([\w-]+)/.exec(request.path)?.[1] ?? '';
    const seen: unknown[] = [];
    // A recorded list.
    const { items } = response.body as { readonly items: readonly unknown[] };
    for await (const event of runs.kubernetesEvents(name)) {
      seen.push(event);
      if (seen.length === items.length) break;
    }
    return seen;
  },
  gives: ({ response }) =>
    (response.body as { readonly items: readonly Workflow[] }).items.map(withoutFields),
};

async function statesOf(
  cluster: Parameters<Replay['call']>[0],
  exchange: Exchange,
): Promise<readonly Workflow[]> {
  const states: Workflow[] = [];
  const end = new AbortController();
  reopened.set(exchange, () => end.abort());
  for await (const state of cluster.runs.watch(runOf(exchange), { signal: end.signal })) states.push(state);
  return states;
}

/** What to do when the client opens the stream of an exchange again. */
const reopened = new WeakMap<Exchange, () => void>();

function firstState(exchange: Exchange): Aside {
  return ({ path }) => {
    if (!path.includes('?')) return jsonReply(running(exchange));
    const { searchParams } = new URL(path, 'http://localhost');
    // It goes on where the recorded stream ended.
    if (searchParams.get('resourceVersion') !== lastVersion(exchange)) return undefined;
    reopened.get(exchange)?.();
    return { status: 200, headers: { 'content-type': 'application/json' }, text: '' };
  };
}

function recordedStates(exchange: Exchange): readonly Workflow[] {
  const first = running(exchange);
  const states = linesOf(exchange).filter(({ type }) => type === 'ADDED' || type === 'MODIFIED');
  const changed = states.map(({ object }) => withoutFields(object));
  return [
    first,
    ...changed.filter(({ metadata }) => metadata.resourceVersion !== first.metadata.resourceVersion),
  ];
}

function linesOf({ response }: Exchange): readonly WatchLine[] {
  return (response.chunks ?? []).map((chunk) => JSON.parse(chunk));
}

function lastVersion(exchange: Exchange): string | undefined {
  return linesOf(exchange).at(-1)?.object.metadata.resourceVersion;
}

function withoutFields(workflow: Workflow): Workflow {
  const { managedFields: _, ...metadata } = workflow.metadata as Workflow['metadata'] & {
    readonly managedFields?: unknown;
  };
  return { ...workflow, metadata };
}

function running(exchange: Exchange): Workflow {
  return stateOf(exchange, versionOf(exchange), 'Running');
}

function stateOf(exchange: Exchange, resourceVersion: string, phase: string): Workflow {
  const uid = linesOf(exchange)[0]?.object.metadata?.uid ?? 'some';
  const metadata = { name: runOf(exchange), uid, resourceVersion };
  // Clients need no more of a workflow.
  return { apiVersion: 'argoproj.io/v1alpha1', kind: 'Workflow', metadata, status: { phase } } as Workflow;
}

function runOf({ request }: Exchange): string {
  return /metadata\.name%3D([\w-]+)/.exec(request.path)?.[1] ?? '';
}

function versionOf({ request }: Exchange): string {
  return /resourceVersion=(\d+)/.exec(request.path)?.[1] ?? '';
}

function jsonReply(body: unknown): RecordedResponse {
  return { status: 200, headers: { 'content-type': 'application/json' }, body };
}
