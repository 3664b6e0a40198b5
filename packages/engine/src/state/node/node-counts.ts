import { schedule } from '../activity.ts';
import type { RunState } from '../run-state.ts';
import { isFailedOrError, isFulfilled, type NodePhase } from './node-status.ts';
import type { RunNode } from './run-node.ts';

/** Updates the counts that limits are checked against, after a node was created or changed its phase. */
export function countNode(run: RunState, node: RunNode, before: NodePhase | undefined): void {
  const { type, phase } = node.fields;
  if (type !== 'Pod' && type !== 'Steps' && type !== 'DAG') return;
  const wasActive = before !== undefined && !isFulfilled(before);
  const isActive = !isFulfilled(phase);
  const boundary = node.boundary;
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
  if (!isActive) releaseCapacity(run, boundary);
}

function releaseCapacity(run: RunState, boundary: RunNode | undefined): void {
  const starter = boundary?.activity;
  if (starter) schedule(run, starter);
  if (run.spec.parallelism !== undefined) for (const held of run.held) schedule(run, held);
}
