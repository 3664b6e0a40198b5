import type { NodeStatus, Outputs, Parameter, Workflow } from '@tiphys/models';
import { shownLabel } from '@tiphys/models/facts';
import { changeFields, formatTimestamp } from '../change-fields.ts';
import { printFieldSelector } from '../nodes/field-selector.ts';
import { isFulfilledIn, isWaiting } from '../nodes/node-phase.ts';
import { expandNodes, nodesOf } from '../nodes/read-nodes.ts';
import { matchesNode, parseNodeFieldSelector } from '../nodes/select-nodes.ts';
import { OperationError } from '../operation-error.ts';
import type { ParameterValue } from '../parameters.ts';
import { withGlobalOutput } from './global-outputs.ts';

/** New values for suspended nodes. */
export interface NodeValues {
  readonly phase?: string;
  readonly message?: string;
  /** Values for outputs that are declared with `valueFrom.supplied`. */
  readonly outputParameters?: readonly ParameterValue[];
}

/** Options of {@link setNode}. */
export interface SetNodeOptions extends NodeValues {
  readonly now: Date;
  /** Which of the suspended nodes change, such as `displayName=approve`. */
  readonly nodeFieldSelector: string;
}

/**
 * Returns a workflow in which suspended nodes have new values, as `argo node set` writes it.
 * See docs/semantics/suspend-and-stop.md#resume-and-node-set.
 *
 * @throws {OperationError} `OPERATIONS_SELECTOR`, `OPERATIONS_NO_NODE`, `OPERATIONS_OUTPUT`, `OPERATIONS_NODES_MISSING`
 */
export function setNode(given: Workflow, options: SetNodeOptions): Workflow {
  if (options.nodeFieldSelector === '')
    throw new OperationError(
      'OPERATIONS_NO_NODE',
      "'set' currently only targets suspend nodes, use a node field selector to target them",
      { advice: 'Select a node, for example with displayName=NAME' },
    );
  const selector = parseNodeFieldSelector(options.nodeFieldSelector);
  const workflow = expandNodes(given);
  let changed = workflow;
  for (const [id, node] of Object.entries(nodesOf(workflow)))
    if (isWaiting(node) && matchesNode(selector, node)) changed = changeNode(changed, id, node, options);
  if (changed !== workflow) return changed;
  throw new OperationError(
    'OPERATIONS_NO_NODE',
    `currently, set only targets suspend nodes: no suspend nodes matching nodeFieldSelector: ${printFieldSelector(selector)}`,
    { advice: describeWaiting(workflow) },
  );
}

function describeWaiting(workflow: Workflow): string {
  const waiting = Object.values(nodesOf(workflow)).filter(isWaiting);
  if (waiting.length === 0) return 'No node of the workflow is suspended';
  return `Suspended nodes: ${waiting.map(({ displayName, name }) => shownLabel(displayName ?? name)).join(', ')}`;
}

function changeNode(workflow: Workflow, id: string, node: NodeStatus, options: SetNodeOptions): Workflow {
  const { phase = '', message = '', outputParameters = [] } = options;
  if (phase === '' && message === '' && outputParameters.length === 0) return workflow;
  const outputs = supplyOutputs(node.outputs, outputParameters);
  const isEnd = phase !== '' && isFulfilledIn(phase, node);
  const changed = changeFields(node, {
    ...(phase === '' ? {} : { phase }),
    ...(message === '' ? {} : { message }),
    ...(isEnd ? { finishedAt: formatTimestamp(options.now) } : {}),
    ...(outputs === undefined ? {} : { outputs }),
  });
  const status = { ...workflow.status, nodes: { ...nodesOf(workflow), [id]: changed } };
  const given = new Set(outputParameters.map(({ name }) => name));
  const supplied = (outputs?.parameters ?? []).filter(({ name }) => given.has(name));
  return { ...workflow, status: supplied.reduce(withGlobalOutput, status) };
}

function supplyOutputs(outputs: Outputs | undefined, values: readonly ParameterValue[]): Outputs | undefined {
  if (values.length === 0) return outputs;
  if (outputs === undefined)
    throw new OperationError(
      'OPERATIONS_OUTPUT',
      'cannot set output parameters because node is not expecting any raw parameters',
      { advice: 'Declare outputs with `valueFrom.supplied` in the template' },
    );
  const parameters = [...(outputs.parameters ?? [])];
  for (const { name, value } of values) {
    const at = parameters.findIndex((parameter) => parameter.name === name);
    parameters[at] = supplyParameter(parameters[at], name, value, parameters);
  }
  return { ...outputs, parameters };
}

function supplyParameter(
  parameter: Parameter | undefined,
  name: string,
  value: string,
  declared: readonly Parameter[],
): Parameter {
  if (parameter === undefined)
    throw new OperationError('OPERATIONS_OUTPUT', `node is not expecting output parameter '${name}'`, {
      advice: `It expects ${declared.map((known) => known.name).join(', ') || 'none'}`,
    });
  if (parameter.valueFrom?.supplied === undefined)
    throw new OperationError(
      'OPERATIONS_OUTPUT',
      `cannot set output parameter '${name}' because it does not use valueFrom.raw or it was already set`,
      { advice: 'Set each output once' },
    );
  return changeFields(parameter, { value, valueFrom: undefined });
}
