import type { NodeStatus, Workflow } from '@tiphys/models';

/**
 * Returns the nodes of a workflow's status in the order in which they were executed: by their start, then as the nodes before them lead to them, with
 * the items of a loop and attempts by their numbers. Exit handlers of the workflow are last. The order of the map in the status does not matter: a
 * cluster stores it by ids.
 */
export function orderNodes({ metadata, status }: Workflow): readonly NodeStatus[] {
  const nodes = Object.values(status?.nodes ?? {});
  const ranks = new Map(reachedInOrder(nodes, metadata.name).map(({ id }, rank) => [id, rank]));
  const exit = `${metadata.name}.onExit`;
  const isLast = ({ name }: NodeStatus): number => Number(name.startsWith(exit));
  const rankOf = ({ id }: NodeStatus): number => ranks.get(id) ?? ranks.size;
  return nodes.toSorted((a, b) => isLast(a) - isLast(b) || compareStarts(a, b) || rankOf(a) - rankOf(b));
}

/** A node without a start comes after all others. */
function compareStarts(a: NodeStatus, b: NodeStatus): number {
  const [one, other] = [startOf(a), startOf(b)];
  return one === other ? 0 : one - other;
}

function startOf({ startedAt }: NodeStatus): number {
  const time = Date.parse(startedAt ?? '');
  return Number.isNaN(time) ? Number.MAX_SAFE_INTEGER : time;
}

/** Returns nodes such that each comes after all those that have it as a child. */
function reachedInOrder(nodes: readonly NodeStatus[], root: string | undefined): readonly NodeStatus[] {
  const sorted = nodes.toSorted((a, b) => Number(b.name === root) - Number(a.name === root) || byName(a, b));
  const byId = new Map(sorted.map((node) => [node.id, node]));
  const waiting = new Map<string, number>();
  for (const { children } of sorted)
    for (const id of new Set(children)) waiting.set(id, (waiting.get(id) ?? 0) + 1);
  const reached = sorted.filter(({ id }) => !waiting.has(id));
  // Grows while it is read.
  for (const { children = [] } of reached) {
    const next: NodeStatus[] = [];
    for (const id of new Set(children)) {
      const left = (waiting.get(id) ?? 0) - 1;
      waiting.set(id, left);
      const node = byId.get(id);
      if (left === 0 && node !== undefined) next.push(node);
    }
    reached.push(...next.toSorted(byNumber));
  }
  return reached;
}

const COLLATOR = new Intl.Collator('en', { numeric: true });

function byName(a: NodeStatus, b: NodeStatus): number {
  return COLLATOR.compare(a.name, b.name) || (a.name < b.name ? -1 : 1);
}

/** Compares items of one loop, or attempts of one node. Others stay as they are. */
function byNumber(a: NodeStatus, b: NodeStatus): number {
  const [one, other] = [numbered(a), numbered(b)];
  return one?.owner !== undefined && one.owner === other?.owner ? one.number - other.number : 0;
}

function numbered({ name }: NodeStatus): { readonly owner: string; readonly number: number } | undefined {
  const [, owner, number] = /^(.*?)\((\d+)(?::.*)?\)$/s.exec(name) ?? [];
  return owner === undefined ? undefined : { owner, number: Number(number) };
}
