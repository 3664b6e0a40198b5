import type { NodeStatus, Workflow } from '@tiphys/models';

/** Iterates over the nodes of a workflow that changes: each one when it is new, and when its phase has changed. */
export async function* followNodes(states: AsyncIterable<Workflow>): AsyncGenerator<NodeStatus> {
  const phases = new Map<string, string | undefined>();
  for await (const { status } of states) {
    const nodes: readonly NodeStatus[] = Object.values(status?.nodes ?? {});
    const changed = nodes.filter(({ id, phase }) => !phases.has(id) || phases.get(id) !== phase);
    for (const { id, phase } of changed) phases.set(id, phase);
    yield* changed.toSorted(inOrderOfTime);
  }
}

/** What one state of a workflow tells at once is in the order in which it happened, as far as times show it. */
function inOrderOfTime(a: NodeStatus, b: NodeStatus): number {
  return timeOf(a) - timeOf(b) || (a.name < b.name ? -1 : 1);
}

function timeOf({ startedAt, finishedAt }: NodeStatus): number {
  const time = Date.parse(finishedAt ?? startedAt ?? '');
  return Number.isNaN(time) ? 0 : time;
}
