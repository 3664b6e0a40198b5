import type { RunNode } from '../../state/node/run-node.ts';
import { valueAt } from '../../state/records.ts';
import type { RunState } from '../../state/run-state.ts';
import { nodeOf } from '../../state/tree/find-node.ts';

/** A suspended node, and when it goes on by itself. */
export interface Suspended {
  readonly node: RunNode;
  readonly until: number | undefined;
}

/** Returns the nodes that wait to be resumed, or for their time. */
export function suspendedNodes(run: RunState): readonly Suspended[] {
  return Object.keys(run.suspended).map((id) => {
    const activity = valueAt(run.activities, id);
    return { node: nodeOf(run, id), until: activity?.kind === 'suspend' ? activity.until : undefined };
  });
}
