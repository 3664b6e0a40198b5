import { rfc3339 } from '../../manifest/time-text.ts';
import type { RunNode } from '../node/run-node.ts';
import { valueAt } from '../records.ts';
import type { RunState } from '../run-state.ts';

/**
 * Gives a node that has just ended the times that it had in an earlier run, if it is kept from there: nothing in it has run again, and it ended in the same
 * phase. As after `argo retry`, where such nodes stay as they are.
 */
export function keepTimes(run: RunState, node: RunNode): void {
  const kept = run.kept === undefined ? undefined : valueAt(run.kept, node.fields.name);
  if (kept === undefined || kept.phase !== node.fields.phase || !isWholeKept(run, node)) return;
  node.startedAt = Math.min(kept.startedAt, run.now);
  node.finishedAt = Math.min(kept.finishedAt, run.now);
  node.fields.startedAt = rfc3339(node.startedAt);
  node.fields.finishedAt = rfc3339(node.finishedAt);
}

/** Tells whether all nodes in a node ended before the run started. */
function isWholeKept(run: RunState, { fields: { children = [], id, type } }: RunNode): boolean {
  const { startedAt = 0 } = run;
  const isKept = (node: RunNode | undefined): boolean => (node?.finishedAt ?? Infinity) < startedAt;
  switch (type) {
    case 'Steps':
    case 'DAG':
      return Object.values(run.nodes).every((node) => node.fields.boundaryID !== id || isKept(node));
    case 'StepGroup':
    case 'TaskGroup':
    case 'Retry':
      return children.every((child) => isKept(valueAt(run.nodes, child)));
    default:
      return true;
  }
}
