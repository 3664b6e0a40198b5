import {
  isCompleted,
  isFailedOrError,
  isFulfilled,
  type NodePhase,
} from '../../../state/node/node-status.ts';
import type { RunNode } from '../../../state/node/run-node.ts';
import { lastAttempt } from '../../values/scope.ts';
import { type DagActivity, taskNode } from './dag-activity.ts';

/**
 * Returns the phase of a dag in which nothing runs any more. Only its targets count.
 * See docs/semantics/steps-and-dags.md#phase-of-a-dag.
 */
export function dagPhase(dag: DagActivity): NodePhase {
  const reached = branchPhases(dag);
  if (!reached) return 'Running';
  const failFast = dag.body.template.dag?.failFast ?? true;
  let phase: NodePhase = 'Succeeded';
  for (const target of dag.targets) {
    const node = taskNode(target);
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
function branchPhases(dag: DagActivity): ReadonlyMap<RunNode, NodePhase> | undefined {
  const targets = new Set(dag.targets.map(taskNode));
  const phases = new Map<RunNode, NodePhase>();
  const seen = new Map<RunNode, Set<NodePhase>>();
  const queue: [RunNode, NodePhase][] = dag.node.children.map((child) => [child, 'Succeeded']);
  for (let index = 0; index < queue.length; index += 1) {
    const [node, inherited] = queue[index] as [RunNode, NodePhase];
    const known = seen.get(node);
    if (known?.has(inherited)) continue;
    if (known) known.add(inherited);
    else seen.set(node, new Set([inherited]));
    if (!isFulfilled(node.fields.phase)) {
      if (isLeftBehind(dag, node)) continue;
      return undefined;
    }
    const branch = isCompleted(node.fields.phase) ? node.fields.phase : inherited;
    if (targets.has(node)) {
      const before = phases.get(node);
      if (!before || !isFailedOrError(before)) phases.set(node, branch);
    }
    for (const child of nextNodes(node)) queue.push([child, branch]);
  }
  return phases;
}

/**
 * Tells whether a node will never end because a nested template stopped at a failure.
 * See docs/semantics/limits.md#failfast-of-a-template.
 */
function isLeftBehind(dag: DagActivity, node: RunNode): boolean {
  for (let boundary = node.boundary; boundary && boundary !== dag.node; boundary = boundary.boundary) {
    if (isFulfilled(boundary.fields.phase)) return true;
  }
  return false;
}

/** Returns the children that count: of a Retry node, its hooks and the children of the last attempt. */
function nextNodes(node: RunNode): readonly RunNode[] {
  if (node.fields.type !== 'Retry') return node.children;
  const others = node.children.filter(({ fields }) => !fields.nodeFlag?.retried);
  return [...others, ...(lastAttempt(node)?.children ?? [])];
}
