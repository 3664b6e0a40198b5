import { nodeId } from '../node/node-id.ts';
import type { RunNode } from '../node/run-node.ts';
import { valueAt } from '../records.ts';
import type { RunState } from '../run-state.ts';

/** Returns the node of an id; undefined if there is none. */
export function findNode(run: RunState, id: string | undefined): RunNode | undefined {
  return id === undefined ? undefined : valueAt(run.nodes, id);
}

/** Returns the node of a name; undefined if there is none. */
export function nodeNamed(run: RunState, name: string): RunNode | undefined {
  return findNode(run, nodeId(run.identity.name, name));
}

/**
 * Returns the node of an id.
 *
 * @throws Error if there is none, which is a fault of the engine
 */
export function nodeOf(run: RunState, id: string): RunNode {
  const node = valueAt(run.nodes, id);
  if (node === undefined) throw new Error(`unreachable: no node ${id}`);
  return node;
}

/** Returns the children of a node, in order. */
export function childrenOf(run: RunState, node: RunNode): readonly RunNode[] {
  return (node.fields.children ?? []).flatMap((id) => findNode(run, id) ?? []);
}

/** Returns the last attempt of a Retry node. */
export function lastAttempt(run: RunState, node: RunNode): RunNode | undefined {
  return childrenOf(run, node).findLast((child) => isAttempt(node, child));
}

/** Tells whether a child of a Retry node is one of its attempts, not a hook. */
export function isAttempt({ fields }: RunNode, child: RunNode): boolean {
  return child.fields.nodeFlag?.retried === true && child.fields.name.startsWith(`${fields.name}(`);
}
