import { compareStrings } from '@tiphys/go';
import type { NodeStatus } from '@tiphys/models';
import type { NodeMap } from '../nodes/read-nodes.ts';
import { OperationError } from '../operation-error.ts';

/** A node with its neighbours in the graph of `children`. */
export interface GraphNode {
  readonly node: NodeStatus;
  /** The node that has it as a child: one of them, if there are several. */
  readonly parent: GraphNode | undefined;
  readonly children: readonly GraphNode[];
}

interface Draft {
  readonly node: NodeStatus;
  parent: Draft | undefined;
  readonly children: Draft[];
}

/**
 * Returns the nodes of a workflow as a graph, by id. Of several parents, the last by id counts.
 *
 * @throws {OperationError} `OPERATIONS_NODES_MISSING` if a child is not in the map, or a node other than the root and exit handlers has no parent
 */
export function buildGraph(nodes: NodeMap, workflowName: string): ReadonlyMap<string, GraphNode> {
  const ids = Object.keys(nodes).sort(compareStrings);
  const drafts = new Map<string, Draft>();
  for (const id of ids) {
    const node = nodes[id];
    if (node !== undefined) drafts.set(node.id, { node, parent: undefined, children: [] });
  }
  for (const draft of drafts.values()) {
    for (const id of draft.node.children ?? []) {
      const child = drafts.get(id);
      if (child === undefined) throw brokenGraph(`couldn't obtain child ${id}`);
      draft.children.push(child);
      child.parent = draft;
    }
  }
  for (const { node, parent } of drafts.values()) {
    const needsParent = node.name !== workflowName && !node.name.startsWith(`${workflowName}.onExit`);
    if (parent === undefined && needsParent) throw brokenGraph(`couldn't find parent node for ${node.id}`);
  }
  return drafts;
}

/** Adds the ids of all nodes below a node to a set. A node that is in the set already must be there with everything below it. */
export function addDescendants(start: GraphNode, found: Set<string>): void {
  const queue = [start];
  for (const { children } of queue) {
    for (const child of children) {
      if (found.has(child.node.id)) continue;
      found.add(child.node.id);
      queue.push(child);
    }
  }
}

/**
 * Returns the nodes that the root leads to, breadth first.
 *
 * @throws {OperationError} `OPERATIONS_NODES_MISSING` if there are nodes, but no root
 */
export function breadthFirst(
  graph: ReadonlyMap<string, GraphNode>,
  workflowName: string,
): readonly GraphNode[] {
  const root = [...graph.values()].find(({ node }) => node.name === workflowName);
  if (root === undefined && graph.size > 0) throw brokenGraph("couldn't find root node");
  if (root === undefined) return [];
  const order = new Set([root]);
  // A set that grows while it is walked yields what was added.
  for (const { children } of order) for (const child of children) order.add(child);
  return [...order];
}

function brokenGraph(message: string): OperationError {
  return new OperationError('OPERATIONS_NODES_MISSING', message, {
    advice: 'The status of the workflow is not complete: resubmit the workflow instead',
  });
}
