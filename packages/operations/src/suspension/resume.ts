import type { NodeStatus, Outputs, Workflow } from '@tiphys/models';
import { changeFields, formatTimestamp } from '../change-fields.ts';
import { isWaiting } from '../nodes/node-phase.ts';
import { expandNodes, nodesOf } from '../nodes/read-nodes.ts';
import { OperationError } from '../operation-error.ts';
import { setNode } from './set-node.ts';

/** Options of {@link resume}. */
export interface ResumeOptions {
  readonly now: Date;
  /** Which of the suspended nodes go on, such as `displayName=approve`; all by default. With a selector, `spec.suspend` stays. */
  readonly nodeFieldSelector?: string;
}

/**
 * Returns a workflow that goes on, as `argo resume` writes it: `spec.suspend` is cleared and every suspended node Succeeds. With a
 * selector, only the nodes that it matches do. A workflow that is not suspended is returned as it is.
 * See docs/semantics/suspend-and-stop.md#resume-and-node-set.
 *
 * @throws {OperationError} `OPERATIONS_OUTPUT` if an output has neither a value nor a default; with a selector, what {@link setNode} throws
 */
export function resume(given: Workflow, { now, nodeFieldSelector = '' }: ResumeOptions): Workflow {
  if (nodeFieldSelector !== '') return setNode(given, { now, nodeFieldSelector, phase: 'Succeeded' });
  const workflow = expandNodes(given);
  const waiting = Object.entries(nodesOf(workflow)).filter(([, node]) => isWaiting(node));
  if (waiting.length === 0 && workflow.spec.suspend !== true) return given;
  const resumed = waiting.map(([id, node]) => [id, resumeNode(node, now)] as const);
  return changeFields(workflow, {
    spec: changeFields(workflow.spec, {
      suspend: workflow.spec.suspend === true ? undefined : workflow.spec.suspend,
    }),
    ...(waiting.length === 0
      ? {}
      : { status: { ...workflow.status, nodes: { ...nodesOf(workflow), ...Object.fromEntries(resumed) } } }),
  });
}

function resumeNode(node: NodeStatus, now: Date): NodeStatus {
  return changeFields(node, {
    ...(node.outputs === undefined ? {} : { outputs: withDefaults(node.outputs) }),
    // Argo appends who resumed the node, which only its server knows.
    ...(node.message ? { message: `${node.message}; ` } : {}),
    phase: 'Succeeded',
    finishedAt: formatTimestamp(now),
  });
}

/** Returns outputs in which everything that nobody supplied has its default. */
function withDefaults(outputs: Outputs): Outputs {
  if (outputs.parameters === undefined) return outputs;
  const parameters = outputs.parameters.map((parameter) => {
    if (parameter.valueFrom?.supplied === undefined) return parameter;
    const value = parameter.valueFrom.default;
    if (value === undefined)
      throw new OperationError(
        'OPERATIONS_OUTPUT',
        `raw output parameter '${parameter.name}' has not been set and does not have a default value`,
        { advice: `Set ${parameter.name} of the suspended node before you resume it` },
      );
    return changeFields(parameter, { value, valueFrom: undefined });
  });
  return { ...outputs, parameters };
}
