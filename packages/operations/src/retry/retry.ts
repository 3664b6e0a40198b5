import type { NodeStatus, Workflow, WorkflowStatus } from '@tiphys/models';
import { changeFields, formatTimestamp, nonEmptyList, nonEmptyMap } from '../change-fields.ts';
import { podOfNode } from '../nodes/pod-of-node.ts';
import { expandNodes, type NodeMap, nodesOf } from '../nodes/read-nodes.ts';
import { OperationError } from '../operation-error.ts';
import { overrideParameters, type ParameterValue } from '../parameters.ts';
import { LABELS } from '../well-known-names.ts';
import { addDescendants, breadthFirst, buildGraph, type GraphNode } from './node-graph.ts';
import { nodesToRunAgain } from './nodes-to-run-again.ts';
import { planReset, type ResetPlan } from './reset-path.ts';

/** Options of {@link retry}. */
export interface RetryOptions {
  readonly now: Date;
  /** Whether nodes that the selector matches run again even if they succeeded. Needs `nodeFieldSelector`. */
  readonly restartSuccessful?: boolean;
  /** Which nodes run again in addition to those that failed, such as `displayName=a`. It counts only with `restartSuccessful`. */
  readonly nodeFieldSelector?: string;
  readonly parameters?: readonly ParameterValue[];
}

/** What {@link retry} makes of a workflow. */
export interface Retry {
  /** The workflow, whose controller runs the missing nodes. */
  readonly workflow: Workflow;
  /** The names of the pods to delete. Some may not exist. */
  readonly podsToDelete: readonly string[];
  /** The ids of the nodes that are no longer in the status. */
  readonly deletedNodes: readonly string[];
}

/**
 * Returns a workflow that runs its failed nodes again, as `argo retry` writes it. Nodes that succeeded are kept.
 * See docs/semantics/suspend-and-stop.md#retry-of-a-workflow.
 *
 * @throws {OperationError} `OPERATIONS_NOT_RETRYABLE`, `OPERATIONS_SELECTOR`, `OPERATIONS_NODES_MISSING`
 */
export function retry(given: Workflow, options: RetryOptions): Retry {
  const { restartSuccessful = false, nodeFieldSelector = '', parameters = [] } = options;
  const selector = restartSuccessful ? nodeFieldSelector : '';
  assertRetryable(given, selector);
  const workflow = expandNodes(given);
  const name = workflow.metadata.name ?? '';
  const nodes = nodesOf(workflow);
  const plan = planRetry(nodes, name, nodesToRunAgain(nodes, selector), parameters.length > 0);
  const kept = keepNodes(nodes, name, plan, options.now);
  return {
    workflow: overrideParameters(reopen(workflow, kept, options.now), parameters),
    podsToDelete: [...new Set(podsToDelete(workflow, plan.toDelete))],
    deletedNodes: Object.keys(nodes).filter((id) => kept[id] === undefined),
  };
}

function assertRetryable({ status }: Workflow, selector: string): void {
  const phase = status?.phase ?? '';
  if (phase === 'Failed' || phase === 'Error' || (phase === 'Succeeded' && selector !== '')) return;
  if (phase === 'Succeeded')
    throw new OperationError(
      'OPERATIONS_NOT_RETRYABLE',
      'To retry a succeeded workflow, set the options restartSuccessful and nodeFieldSelector',
      { advice: 'To run all of it again, use resubmit' },
    );
  throw new OperationError('OPERATIONS_NOT_RETRYABLE', `Cannot retry a workflow in phase ${phase}`, {
    advice: 'Wait for its end, or stop it first',
  });
}

function planRetry(
  nodes: NodeMap,
  name: string,
  again: ReadonlySet<string>,
  hasNewParameters: boolean,
): ResetPlan {
  const graph = buildGraph(nodes, name);
  const plan: ResetPlan = { toReset: new Set(), toDelete: new Set() };
  // From the root down: what is deleted with a node above needs no path of its own.
  for (const member of breadthFirst(graph, name))
    if (again.has(member.node.id) && !plan.toDelete.has(member.node.id)) planReset(member, plan);
  if (hasNewParameters) emptyGroups(graph, plan);
  return plan;
}

/** Deletes what is below step groups and loops that run again, so that they are expanded with the new parameters. */
function emptyGroups(graph: ReadonlyMap<string, GraphNode>, { toReset, toDelete }: ResetPlan): void {
  for (const id of toReset) {
    const group = toDelete.has(id) ? undefined : graph.get(id);
    if (group?.node.type !== 'TaskGroup' && group?.node.type !== 'StepGroup') continue;
    addDescendants(group, toDelete);
  }
}

function keepNodes(nodes: NodeMap, name: string, { toReset, toDelete }: ResetPlan, now: Date): NodeMap {
  const kept: Record<string, NodeStatus> = {};
  for (const [id, node] of Object.entries(nodes)) {
    const isReset = toReset.has(id);
    if (toDelete.has(id) || (!isReset && node.name.startsWith(`${name}.onExit`))) continue;
    const left = (ids: readonly string[] = []): readonly string[] | undefined =>
      nonEmptyList(ids.filter((other) => !toDelete.has(other)));
    kept[id] = changeFields(isReset ? resetNode(node, now) : node, {
      children: left(node.children),
      outboundNodes: left(node.outboundNodes),
    });
  }
  return kept;
}

function resetNode(node: NodeStatus, now: Date): NodeStatus {
  return changeFields(node, {
    phase: node.phase === 'Skipped' ? 'Skipped' : 'Running',
    message: undefined,
    startedAt: formatTimestamp(now),
    finishedAt: undefined,
  });
}

/** Returns a workflow with these nodes that no longer looks completed. */
function reopen(workflow: Workflow, nodes: NodeMap, now: Date): Workflow {
  const { metadata, spec, status = {} } = workflow;
  const {
    [LABELS.completed]: _completed,
    [LABELS.archivingStatus]: _archiving,
    ...labels
  } = metadata.labels ?? {};
  const stored = status.storedWorkflowTemplateSpec;
  const newStatus: WorkflowStatus = changeFields(status, {
    phase: undefined,
    message: undefined,
    startedAt: formatTimestamp(now),
    finishedAt: undefined,
    conditions: markIncomplete(status.conditions),
    nodes: nonEmptyMap(nodes),
    persistentVolumeClaims: undefined,
    storedWorkflowTemplateSpec: stored && changeFields(stored, { shutdown: undefined }),
  });
  return changeFields(workflow, {
    metadata: changeFields(metadata, { labels: nonEmptyMap(labels) }),
    // A deadline of zero is how older versions of Argo terminated workflows.
    spec: changeFields(spec, {
      shutdown: undefined,
      activeDeadlineSeconds: spec.activeDeadlineSeconds === 0 ? undefined : spec.activeDeadlineSeconds,
    }),
    status: newStatus,
  });
}

function markIncomplete(conditions: WorkflowStatus['conditions'] = []): WorkflowStatus['conditions'] {
  const incomplete = { status: 'False', type: 'Completed' };
  const at = conditions.findIndex(({ type }) => type === 'Completed');
  return at < 0 ? [...conditions, incomplete] : conditions.with(at, incomplete);
}

function* podsToDelete(workflow: Workflow, toDelete: ReadonlySet<string>): Generator<string> {
  const name = workflow.metadata.name ?? '';
  const nodes = nodesOf(workflow);
  for (const id of toDelete) {
    const node = nodes[id];
    if (node?.type === 'Pod') yield podOfNode(workflow, node);
  }
  // The exit handler is nobody's child. All of its nodes run again.
  for (const node of Object.values(nodes))
    if (node.type === 'Pod' && node.name.startsWith(`${name}.onExit`)) yield podOfNode(workflow, node);
}
