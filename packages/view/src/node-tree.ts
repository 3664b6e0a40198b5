import type { NodeStatus, Workflow } from '@tiphys/models';
import { orderNodes } from './order-nodes.ts';

/** A node, with the nodes that a reader expects under it. */
export interface TreeNode {
  readonly node: NodeStatus;
  readonly children: readonly TreeNode[];
}

interface Draft {
  readonly node: NodeStatus;
  readonly children: Draft[];
}

/**
 * Returns the nodes of a workflow's status as trees: the root first, then nodes without a parent, such as exit handlers of the workflow.
 *
 * The hierarchy follows `boundaryID`. Iterations are under their TaskGroup, attempts under their Retry node, and hooks under their owner.
 * Step groups are left out: their steps are directly under the Steps node. Siblings are in the order of their execution.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/fields/#nodestatus
 */
export function readNodeTrees(workflow: Workflow): readonly TreeNode[] {
  const nodes = orderNodes(workflow);
  const byId = new Map<string, Draft>();
  const byName = new Map<string, Draft>();
  for (const node of nodes) {
    if (node.type === 'StepGroup') continue;
    const draft: Draft = { node, children: [] };
    byId.set(node.id, draft);
    byName.set(node.name, draft);
  }
  const roots: Draft[] = [];
  for (const draft of byId.values()) {
    const parent = parentOf(draft.node, byId, byName);
    (parent === undefined || parent === draft ? roots : parent.children).push(draft);
  }
  const rootName = workflow.metadata.name;
  return roots.sort((a, b) => Number(b.node.name === rootName) - Number(a.node.name === rootName));
}

/** Returns the part of trees with the nodes that are shown, and those that they are under. */
export function pruneTrees(
  trees: readonly TreeNode[],
  shows: (node: NodeStatus) => boolean,
): readonly TreeNode[] {
  return trees.flatMap(({ node, children }) => {
    const kept = pruneTrees(children, shows);
    return kept.length > 0 || shows(node) ? [{ node, children: kept }] : [];
  });
}

function parentOf(
  node: NodeStatus,
  byId: ReadonlyMap<string, Draft>,
  byName: ReadonlyMap<string, Draft>,
): Draft | undefined {
  const owner = byName.get(ownerName(node));
  if (owner !== undefined) return owner;
  return node.boundaryID === undefined || node.boundaryID === '' ? undefined : byId.get(node.boundaryID);
}

/** Returns the name of the node that an attempt, an iteration or a hook belongs to, by Argo's naming; the empty string for other nodes. */
function ownerName(node: NodeStatus): string {
  const { name } = node;
  if (name.endsWith('.onExit')) return name.slice(0, -'.onExit'.length);
  const hook = name.lastIndexOf('.hooks.');
  if (hook > 0 && node.nodeFlag?.hooked === true && !name.endsWith(')')) return name.slice(0, hook);
  return name.endsWith(')') ? name.slice(0, name.lastIndexOf('(')) : '';
}
