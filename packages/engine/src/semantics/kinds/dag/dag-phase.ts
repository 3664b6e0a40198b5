import type { DagActivity } from '../../../state/activities/dag-activity.ts';
import {
  isCompleted,
  isFailedOrError,
  isFulfilled,
  type NodePhase,
} from '../../../state/node/node-status.ts';
import type { RunNode } from '../../../state/node/run-node.ts';
import type { RunState } from '../../../state/run-state.ts';
import { childrenOf, findNode, isAttempt, lastAttempt, nodeOf } from '../../../state/tree/find-node.ts';
import { graphOf } from './dag-graph.ts';
import { taskNode } from './task-invocation.ts';

/**
 * Returns the phase of a dag in which nothing runs any more. Only its targets count.
 * See docs/semantics/steps-and-dags.md#phase-of-a-dag.
 */
export function dagPhase(run: RunState, dag: DagActivity): NodePhase {
  const { targets } = graphOf(dag.body.template);
  const nodes = targets.map(({ name }) => taskNode(run, dag, name));
  const reached = branchPhases(run, dag, new Set(nodes));
  if (!reached) return 'Running';
  const failFast = dag.body.template.dag?.failFast ?? true;
  let phase: NodePhase = 'Succeeded';
  for (const [index, target] of targets.entries()) {
    const node = nodes[index];
    const branch = node && reached.get(node);
    if (!branch) {
      phase = 'Running';
      if (!failFast) return phase;
    } else if (isFailedOrError(branch)) {
      const { continueOn } = target.fields;
      if (branch === 'Failed' ? continueOn?.failed : continueOn?.error) continue;
      phase = branch;
      if (failFast) return phase;
    }
  }
  return phase;
}

/** Returns the phase with which each target was reached; undefined if a node on the way is still running. */
function branchPhases(
  run: RunState,
  dag: DagActivity,
  targets: ReadonlySet<RunNode | undefined>,
): ReadonlyMap<RunNode, NodePhase> | undefined {
  const phases = new Map<RunNode, NodePhase>();
  const seen = new Map<RunNode, Set<NodePhase>>();
  const queue: [RunNode, NodePhase][] = childrenOf(run, nodeOf(run, dag.id)).map((child) => [
    child,
    'Succeeded',
  ]);
  for (let index = 0; index < queue.length; index += 1) {
    const [node, inherited] = queue[index] as [RunNode, NodePhase];
    const known = seen.get(node);
    if (known?.has(inherited)) continue;
    if (known) known.add(inherited);
    else seen.set(node, new Set([inherited]));
    if (!isFulfilled(node.fields)) {
      if (isLeftBehind(run, dag, node)) continue;
      return undefined;
    }
    const branch = isCompleted(node.fields.phase) ? node.fields.phase : inherited;
    if (targets.has(node)) {
      const before = phases.get(node);
      if (!before || !isFailedOrError(before)) phases.set(node, branch);
    }
    for (const child of nextNodes(run, node)) queue.push([child, branch]);
  }
  return phases;
}

/**
 * Tells whether a node will never end because a nested template stopped at a failure.
 * See docs/semantics/limits.md#failfast-of-a-template.
 */
function isLeftBehind(run: RunState, dag: DagActivity, node: RunNode): boolean {
  for (let id = node.fields.boundaryID; id !== undefined && id !== dag.id; ) {
    const boundary = findNode(run, id);
    if (boundary && isFulfilled(boundary.fields)) return true;
    id = boundary?.fields.boundaryID;
  }
  return false;
}

/** Returns the children that count: of a Retry node, its hooks and the children of the last attempt. */
function nextNodes(run: RunState, node: RunNode): readonly RunNode[] {
  const children = childrenOf(run, node);
  if (node.fields.type !== 'Retry') return children;
  const others = children.filter((child) => !isAttempt(node, child));
  const last = lastAttempt(run, node);
  return [...others, ...(last ? childrenOf(run, last) : [])];
}
