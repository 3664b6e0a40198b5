import type { Workflow } from '@tiphys/models';
import * as operations from '@tiphys/operations';
import { type NodeAnswer, type ResumeOptions, readAnswers } from '@tiphys/runs';
import { isAboutSuspended } from '../../runs/is-about-suspended.ts';
import { valuesOf } from '../../runs/values-of.ts';

/**
 * Returns a workflow that goes on. With values, those suspended nodes go on that ask for one of them, and get them; nobody else does.
 *
 * @throws RunsError `RUNS_ANSWER`, as `readAnswers` of `@tiphys/runs`; OperationError
 */
export function resumeWith(workflow: Workflow, options: ResumeOptions): Workflow {
  const { nodeFieldSelector = '', parameters = {} } = options;
  const now = new Date();
  if (Object.keys(parameters).length > 0) return readAnswers(workflow, options).reduce(answer, workflow);
  try {
    return operations.resume(workflow, { now, nodeFieldSelector });
  } catch (error) {
    // This error names the nodes, and says what to pass.
    if (isAboutSuspended(error)) readAnswers(workflow, options);
    throw error;
  }
}

/** Gives a node its values, and lets it go on. */
function answer(workflow: Workflow, { nodeId, values }: NodeAnswer): Workflow {
  const now = new Date();
  const nodeFieldSelector = `id=${nodeId}`;
  const answered = operations.setNode(workflow, {
    now,
    nodeFieldSelector,
    outputParameters: valuesOf(values),
  });
  // What nobody gave a value gets its default, or is an error.
  const only = onlyWaiting(answered, nodeId);
  const { nodes = {} } = operations.resume(only, { now }).status ?? {};
  const resumed = nodes[nodeId];
  if (resumed === undefined) return answered;
  return {
    ...answered,
    status: { ...answered.status, nodes: { ...answered.status?.nodes, [nodeId]: resumed } },
  };
}

/** Returns a workflow in which nothing but a node waits. */
function onlyWaiting(workflow: Workflow, id: string): Workflow {
  const node = workflow.status?.nodes?.[id];
  const nodes = node === undefined ? {} : { [id]: node };
  return { ...workflow, status: { ...workflow.status, nodes } };
}
