import type { Workflow } from '@tiphys/models';
import { readAnswers } from './read-answers.ts';
import type { ResumeOptions, Runs } from './runs.ts';

/**
 * Lets suspended nodes go on with values for their outputs, where an operation takes no values: sets them first, node by node. Checks them
 * against the choices that the nodes offer before anything changes.
 *
 * @throws RunsError `RUNS_ANSWER` if a value is missing, is none of the choices, or nobody asks for it; and those of the operations
 */
export async function resumeWithAnswers(
  runs: Pick<Runs, 'get' | 'setNode' | 'resume'>,
  name: string,
  options: ResumeOptions,
): Promise<Workflow> {
  const { signal } = options;
  let workflow = await runs.get(name, { signal });
  const run = workflow.metadata.name ?? name;
  for (const { nodeId, values } of readAnswers(workflow, options)) {
    const nodeFieldSelector = `id=${nodeId}`;
    if (Object.keys(values).length > 0)
      await runs.setNode(run, { nodeFieldSelector, parameters: values, signal });
    workflow = await runs.resume(run, { nodeFieldSelector, signal });
  }
  return workflow;
}
