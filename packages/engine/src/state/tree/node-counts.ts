import { schedule } from '../agenda.ts';
import { hasEnded, isFailedOrError, type NodePhase } from '../node/node-status.ts';
import type { RunNode } from '../node/run-node.ts';
import type { RunState } from '../run-state.ts';
import { findNode } from './find-node.ts';

/** Updates the counts that limits are checked against, after a node was created or changed its phase. */
export function countNode(run: RunState, node: RunNode, before: NodePhase | undefined): void {
  const { type, phase, boundaryID } = node.fields;
  if (node.waiting) return;
  if (type !== 'Pod' && type !== 'Steps' && type !== 'DAG') return;
  const wasActive = before !== undefined && !hasEnded(before);
  const isActive = !hasEnded(phase);
  const boundary = findNode(run, boundaryID);
  if (boundary && isFailedOrError(phase) && !(before && isFailedOrError(before))) {
    boundary.unsuccessfulChildren += 1;
  }
  if (wasActive === isActive) return;
  const change = isActive ? 1 : -1;
  if (boundary) boundary.activeChildren += change;
  if (type === 'Pod') {
    run.activePods += change;
    if (boundary) boundary.activePods += change;
  }
  if (!isActive) releaseCapacity(run, boundaryID);
}

function releaseCapacity(run: RunState, boundary: string | undefined): void {
  if (boundary !== undefined) schedule(run, boundary);
  for (const held of Object.keys(run.held)) schedule(run, held);
}
