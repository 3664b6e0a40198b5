import type { NodeStatus, Workflow } from '@tiphys/models';
import * as operations from '@tiphys/operations';
import { questionsOf, type ResumeOptions, RunsError, waitingNodes } from '@tiphys/runs';

/**
 * Returns a workflow that goes on. With values, those suspended nodes go on that ask for one of them, and get them; nobody else does.
 *
 * @throws RunsError `RUNS_ANSWER` if nobody asks for a value, or it is not one of the choices; OperationError
 */
export function resumeWith(workflow: Workflow, options: ResumeOptions): Workflow {
  const { nodeFieldSelector = '', parameters = {} } = options;
  const now = new Date();
  if (Object.keys(parameters).length === 0) return operations.resume(workflow, { now, nodeFieldSelector });
  const selector = operations.parseNodeFieldSelector(nodeFieldSelector);
  const asking = waitingNodes(workflow).filter((node) => operations.matchesNode(selector, node));
  assertAsked(workflow, asking, parameters);
  return asking.reduce((changed, node) => answer(changed, node, parameters), workflow);
}

/** Returns values as the operations take them. */
export function valuesOf(parameters: Readonly<Record<string, string>>): readonly operations.ParameterValue[] {
  return Object.entries(parameters).map(([name, value]) => ({ name, value }));
}

/** Gives a node those of the values that it asks for, and lets it go on. */
function answer(workflow: Workflow, node: NodeStatus, values: Readonly<Record<string, string>>): Workflow {
  const asked = questions(node).map(({ name }) => name);
  const given = valuesOf(values).filter(({ name }) => asked.includes(name));
  if (given.length === 0) return workflow;
  const now = new Date();
  const nodeFieldSelector = `id=${node.id}`;
  const answered = operations.setNode(workflow, { now, nodeFieldSelector, outputParameters: given });
  // What nobody gave a value gets its default, or is an error.
  const only = onlyWaiting(answered, node.id);
  const { nodes = {} } = operations.resume(only, { now }).status ?? {};
  const resumed = nodes[node.id];
  if (resumed === undefined) return answered;
  return {
    ...answered,
    status: { ...answered.status, nodes: { ...answered.status?.nodes, [node.id]: resumed } },
  };
}

/** Returns a workflow in which nothing but a node waits. */
function onlyWaiting(workflow: Workflow, id: string): Workflow {
  const node = workflow.status?.nodes?.[id];
  const nodes = node === undefined ? {} : { [id]: node };
  return { ...workflow, status: { ...workflow.status, nodes } };
}

function questions({ inputs, outputs }: NodeStatus): ReturnType<typeof questionsOf> {
  return questionsOf({ inputs: inputs?.parameters ?? [], outputs: outputs?.parameters ?? [] });
}

function assertAsked(
  { metadata }: Workflow,
  nodes: readonly NodeStatus[],
  values: Readonly<Record<string, string>>,
): void {
  const asked = nodes.flatMap(questions);
  const run = metadata.name ?? '';
  const names = [...new Set(asked.map(({ name }) => name))].join(', ');
  for (const [name, value] of Object.entries(values)) {
    const asking = asked.filter((one) => one.name === name);
    if (asking.length === 0)
      throw new RunsError(
        'RUNS_ANSWER',
        `No suspended node of ${run} asks for "${name}". ${names === '' ? 'None asks for a value.' : `They ask for ${names}.`}`,
        { run },
      );
    const refusing = asking.find(({ choices }) => choices !== undefined && !choices.includes(value));
    if (refusing !== undefined)
      throw new RunsError(
        'RUNS_ANSWER',
        `"${value}" is not a choice of "${name}" of ${run} (one of ${refusing.choices?.join(', ')}).`,
        { run },
      );
  }
}
