import { type CallSite, locate } from '../../ir/call-site.ts';
import type { Ending, TaskNode } from '../../ir/graph.ts';
import { tasksOfEnding } from '../../ir/walk.ts';
import { PipelineError } from '../../pipeline-error.ts';

/** Creates the error for a condition on tasks of other templates, whose endings `depends` cannot see. */
export function outOfReach(
  ending: Ending,
  site: CallSite,
  parts: ReadonlyMap<TaskNode, unknown> | undefined,
): PipelineError {
  const split = tasksOfEnding(ending).find((task) => parts?.has(task) === true);
  const [first] = tasksOfEnding(ending);
  const message =
    split === undefined
      ? `"after" tests how "${first?.name}" ended, which belongs to an outer body, but in Argo a task only sees the endings of tasks in its own body. Set "after" on the loop, branch or group around this task.`
      : `"after" tests how "${split.name}" ended, but this body has so many tasks that it is split into several templates, and "${split.name}" is in another one. Put both tasks into a group.`;
  return new PipelineError('PIPELINE_ENDING_OUT_OF_REACH', message, { location: locate(site) });
}
