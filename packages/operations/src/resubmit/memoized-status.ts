import type { NodeStatus, Workflow, WorkflowStatus } from '@tiphys/models';
import { nodeId } from '@tiphys/models/facts';
import { changeFields, formatTimestamp, nonEmptyList, nonEmptyMap } from '../change-fields.ts';
import { hasFailed } from '../nodes/node-phase.ts';
import { nodesOf } from '../nodes/read-nodes.ts';
import { nodesBeforeSuccess } from '../retry/nodes-to-run-again.ts';

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
  const continued = nodesBeforeSuccess(old);
  const nodes: Record<string, NodeStatus> = {};
  for (const node of Object.values(old)) {
    // A skipped node without a successor that succeeded is decided anew.
    const isUndecided = node.type === 'Skipped' && !continued.has(node.id);
    if (isUndecided || node.name.startsWith(`${oldName}.onExit`)) continue;
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

function renewNode(node: NodeStatus, now: Date): NodeStatus {
  const isFailedPod = node.type === 'Pod' && hasFailed(node);
  const time = isFailedPod ? undefined : formatTimestamp(now);
  const times = { startedAt: time, finishedAt: time };
  if (node.type !== 'Pod' || isFailedPod)
    return changeFields(node, { ...times, phase: 'Pending', message: undefined });
  const message = `original pod: ${node.id}`;
  return changeFields(node, { ...times, phase: 'Skipped', type: 'Skipped', message });
}
