import type { NodeStatus, Workflow, WorkflowStatus } from '@tiphys/models';
import { nodeId } from '@tiphys/models/facts';
import { changeFields, formatTimestamp, nonEmptyList, nonEmptyMap } from '../change-fields.ts';
import { hasFailed } from '../nodes/node-phase.ts';
import { type NodeMap, nodesOf } from '../nodes/read-nodes.ts';
import { hasSucceededDescendant } from '../retry/nodes-to-run-again.ts';

/**
 * Returns the status of a workflow with a new name that uses the results of another one: its nodes, renamed. Pods that did not fail are
 * Skipped and keep their outputs; everything else is Pending. See docs/semantics/suspend-and-stop.md#resubmit.
 */
export function memoizedStatus(workflow: Workflow, newName: string, now: Date): WorkflowStatus {
  const oldName = workflow.metadata.name ?? '';
  const old = nodesOf(workflow);
  const rename = (name: string): string =>
    name.startsWith(oldName) ? `${newName}${name.slice(oldName.length)}` : name;
  // Argo also converts ids of nodes that do not exist: to that of a node without a name.
  const renameId = (id: string): string => nodeId(newName, rename(old[id]?.name ?? ''));
  const nodes: Record<string, NodeStatus> = {};
  for (const node of Object.values(old)) {
    if (node.name.startsWith(`${oldName}.onExit`) || isIdleSkip(node, old)) continue;
    const name = rename(node.name);
    const id = nodeId(newName, name);
    nodes[id] = changeFields(renewNode(node, now), {
      id,
      name,
      boundaryID: node.boundaryID ? renameId(node.boundaryID) : node.boundaryID,
      children: nonEmptyList((node.children ?? []).map(renameId)),
      outboundNodes: nonEmptyList((node.outboundNodes ?? []).map(renameId)),
    });
  }
  return changeFields<WorkflowStatus>(
    { conditions: [{ status: 'False', type: 'Completed' }] },
    { nodes: nonEmptyMap(nodes) },
  );
}

/** Tells whether a node was skipped, with nothing after it that succeeded: it is decided anew. */
function isIdleSkip(node: NodeStatus, nodes: NodeMap): boolean {
  return node.type === 'Skipped' && !hasSucceededDescendant(node, nodes);
}

function renewNode(node: NodeStatus, now: Date): NodeStatus {
  const isFailedPod = node.type === 'Pod' && hasFailed(node);
  const time = isFailedPod ? undefined : formatTimestamp(now);
  const times = { startedAt: time, finishedAt: time };
  if (node.type !== 'Pod' || isFailedPod)
    return changeFields(node, { ...times, phase: 'Pending', message: undefined });
  const message = `original pod: ${node.id}`;
  return changeFields(node, { ...times, phase: 'Skipped', type: 'Skipped', message });
}
