import type { NodeStatus } from '@tiphys/models';
import { hasFailed } from '../nodes/node-phase.ts';
import type { NodeMap } from '../nodes/read-nodes.ts';
import { matchesNode, parseNodeFieldSelector } from '../nodes/select-nodes.ts';

const EXECUTED_TYPES: ReadonlySet<string> = new Set(['Container', 'Pod', 'HTTP', 'Plugin']);

/**
 * Returns the ids of the nodes that run again: those that a selector matches, and those that failed without a descendant that succeeded.
 * An empty selector matches none.
 */
export function nodesToRunAgain(nodes: NodeMap, selector: string): ReadonlySet<string> {
  const selected = new Set<string>();
  if (selector !== '') {
    const conditions = parseNodeFieldSelector(selector);
    for (const node of Object.values(nodes)) if (matchesNode(conditions, node)) selected.add(node.id);
  }
  const continued = nodesBeforeSuccess(nodes, selected);
  const retryOf = retryNodes(nodes);
  const failed = Object.values(nodes).filter((node) => {
    if (!hasFailed(node) || !EXECUTED_TYPES.has(node.type)) return false;
    // What follows an attempt hangs under its Retry node or under a sibling.
    const owner = node.nodeFlag?.retried === true ? (retryOf.get(node.id) ?? node) : node;
    return !continued.has(owner.id);
  });
  return new Set([...selected, ...failed.map(({ id }) => id)]);
}

/** Returns the ids of the nodes that have a descendant that succeeded and is not going to run again. */
export function nodesBeforeSuccess(
  nodes: NodeMap,
  runAgain: ReadonlySet<string> = new Set(),
): ReadonlySet<string> {
  const parents = parentsOf(nodes);
  const isSuccess = ({ id, phase }: NodeStatus): boolean => phase === 'Succeeded' && !runAgain.has(id);
  const before = new Set(
    Object.values(nodes)
      .filter(isSuccess)
      .flatMap(({ id }) => parents.get(id) ?? []),
  );
  // A set that grows while it is walked yields what was added.
  for (const id of before) for (const parent of parents.get(id) ?? []) before.add(parent);
  return before;
}

/** Returns the ids of the nodes that have a node as a child, by its id. */
function parentsOf(nodes: NodeMap): ReadonlyMap<string, readonly string[]> {
  const parents = new Map<string, string[]>();
  for (const { id, children = [] } of Object.values(nodes)) {
    for (const child of children) {
      const known = parents.get(child);
      if (known === undefined) parents.set(child, [id]);
      else known.push(id);
    }
  }
  return parents;
}

/** Returns the Retry node of every attempt. */
function retryNodes(nodes: NodeMap): ReadonlyMap<string, NodeStatus> {
  return new Map(
    Object.values(nodes)
      .filter(({ type }) => type === 'Retry')
      .flatMap((node) => (node.children ?? []).map((child) => [child, node] as const)),
  );
}
