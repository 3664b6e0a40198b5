import type { NodeStatus, Workflow } from '@tiphys/models';
import { readNodeTrees, type TreeNode } from './node-tree.ts';

/** Options of {@link createChangeReader}. */
export interface ChangeReaderOptions {
  /** Tells by its id whether a node does not run now, since its result is that of an earlier run or of an earlier process. @default none */
  readonly isKept?: (nodeId: string) => boolean;
  /** Whether nodes that have ended by the first call with their run are left out: they are the past of a run that is watched. @default false */
  readonly skipsPast?: boolean;
  /** Tells whether a node is of interest. @default all are */
  readonly shows?: ((node: NodeStatus) => boolean) | undefined;
}

/** Types of nodes that only group others, and that a reader need not see. */
const GROUPS: ReadonlySet<string> = new Set(['StepGroup', 'TaskGroup']);

/**
 * Returns a function that gets the states of a run one after the other, and returns the nodes whose phase has changed since the last one, in the
 * order in which a reader expects them: a node begins before the nodes under it, and ends after them. Nodes that wait to begin are left out.
 */
export function createChangeReader({
  isKept = () => false,
  skipsPast = false,
  shows = () => true,
}: ChangeReaderOptions = {}): (workflow: Workflow) => readonly NodeStatus[] {
  const seen = new Map<string, string>();
  const met = new Set<string | undefined>();
  return (workflow) => {
    const { name } = workflow.metadata;
    const isPast = skipsPast && !met.has(name);
    met.add(name);
    const changes: NodeStatus[] = [];
    const note = (node: NodeStatus): void => {
      const { id, type, phase = 'Pending' } = node;
      if (GROUPS.has(type) || phase === 'Pending' || seen.get(id) === phase) return;
      seen.set(id, phase);
      if ((!isPast || !hasEnded(node)) && shows(node)) changes.push(node);
    };
    const visit = (tree: TreeNode): void => {
      const { node } = tree;
      const isOld = isKeptWith(tree, isKept);
      const [ended, others] = [true, false].map((end) =>
        tree.children.filter((child) => hasEnded(child.node) === end).toSorted(byStart),
      );
      if (!hasEnded(node) && !isOld) note(node);
      for (const child of ended ?? []) visit(child);
      if (hasEnded(node) && !isOld) note(node);
      // Such as a handler that runs at the end of the node.
      for (const child of others ?? []) visit(child);
    };
    for (const tree of readNodeTrees(workflow)) visit(tree);
    return changes;
  };
}

/** A node with nodes under it is as old as these. */
function isKeptWith({ node, children }: TreeNode, isKept: (nodeId: string) => boolean): boolean {
  if (isKept(node.id)) return true;
  return children.length > 0 && children.every((child) => isKeptWith(child, isKept));
}

function byStart(a: TreeNode, b: TreeNode): number {
  return timeOf(a.node) - timeOf(b.node);
}

function hasEnded({ phase = 'Pending' }: NodeStatus): boolean {
  return phase !== 'Pending' && phase !== 'Running';
}

function timeOf({ startedAt }: NodeStatus): number {
  return Date.parse(startedAt ?? '') || 0;
}
