import { hasFailed } from '../nodes/node-phase.ts';
import { OperationError } from '../operation-error.ts';
import { addDescendants, type GraphNode } from './node-graph.ts';

/** What happens to nodes when the workflow is retried. A node in both sets is deleted. Whatever is below a deleted node is deleted, too. */
export interface ResetPlan {
  readonly toReset: Set<string>;
  readonly toDelete: Set<string>;
}

const GROUP_TYPES: ReadonlySet<string> = new Set(['DAG', 'TaskGroup', 'StepGroup', 'Steps']);

/**
 * Plans that a node is deleted with everything below it, and that the groups around it run again, up to the root.
 * See docs/semantics/suspend-and-stop.md#retry-of-a-workflow.
 */
export function planReset(start: GraphNode, plan: ResetPlan): void {
  deleteWithDescendants(start, plan);
  // The root has nothing around it.
  if (start.parent === undefined) return;
  let current: GraphNode | undefined = start;
  while (current !== undefined) current = resetStep(current, plan);
}

/** Plans for one node on the way up. Returns the next one. */
function resetStep(current: GraphNode, plan: ResetPlan): GraphNode | undefined {
  const { node, parent } = current;
  if (GROUP_TYPES.has(node.type)) {
    plan.toReset.add(node.id);
    return resetBoundaries(current, plan);
  }
  if (node.type === 'Container') return deletePod(current, plan);
  if (node.type === 'Retry' && hasFailed(node)) plan.toReset.add(node.id);
  return parent;
}

/** Resets the nodes whose boundary a group is in, and the groups directly above them. Returns the node above the outermost one. */
function resetBoundaries(group: GraphNode, plan: ResetPlan): GraphNode | undefined {
  let current = group;
  for (;;) {
    if (current.parent?.node.type === 'Retry') {
      current = current.parent;
      plan.toReset.add(current.node.id);
    }
    const above = current.parent?.node;
    if (above?.type === 'StepGroup' || above?.type === 'TaskGroup') plan.toReset.add(above.id);
    const { boundaryID } = current.node;
    if (!boundaryID) return current.parent;
    current = findAbove(current, ({ node }) => node.id === boundaryID);
    plan.toReset.add(current.node.id);
  }
}

/** Deletes the pod of a container with all its containers. Returns the pod. */
function deletePod(container: GraphNode, plan: ResetPlan): GraphNode {
  const pod = findAbove(container, ({ node }) => node.type === 'Pod');
  deleteWithDescendants(pod, plan);
  return pod;
}

function deleteWithDescendants(start: GraphNode, { toDelete }: ResetPlan): void {
  if (toDelete.has(start.node.id)) return;
  toDelete.add(start.node.id);
  addDescendants(start, toDelete);
}

/** Returns the first node that matches, from a node upwards. */
function findAbove(start: GraphNode, matches: (candidate: GraphNode) => boolean): GraphNode {
  for (let current: GraphNode | undefined = start; current !== undefined; current = current.parent)
    if (matches(current)) return current;
  throw new OperationError('OPERATIONS_NODES_MISSING', 'was seeking node but ran out of nodes to explore', {
    advice: `No node around ${start.node.name} has the expected type or id: resubmit the workflow instead`,
  });
}
