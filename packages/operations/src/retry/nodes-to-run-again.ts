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
  const retryOf = retryNodes(nodes);
  const failed = Object.values(nodes).filter((node) => {
    if (!hasFailed(node) || !EXECUTED_TYPES.has(node.type)) return false;
    // What follows an attempt hangs under its Retry node or under a sibling.
    const owner = node.nodeFlag?.retried === true ? (retryOf.get(node.id) ?? node) : node;
    return !hasSucceededDescendant(owner, nodes, selected);
  });
  return new Set([...selected, ...failed.map(({ id }) => id)]);
}

/** Tells whether a node below this one succeeded and is not going to run again. */
export function hasSucceededDescendant(
  start: NodeStatus,
  nodes: NodeMap,
  runAgain: ReadonlySet<string> = new Set(),
): boolean {
  const seen = new Set(start.children);
  // A set that grows while it is walked yields what was added.
  for (const id of seen) {
    const node = nodes[id];
    if (node?.phase === 'Succeeded' && !runAgain.has(id)) return true;
    for (const child of node?.children ?? []) seen.add(child);
  }
  return false;
}

/** Returns the Retry node of every attempt. */
function retryNodes(nodes: NodeMap): ReadonlyMap<string, NodeStatus> {
  return new Map(
    Object.values(nodes)
      .filter(({ type }) => type === 'Retry')
      .flatMap((node) => (node.children ?? []).map((child) => [child, node] as const)),
  );
}
