import { isTask, type Source, type TaskNode } from './graph.ts';
import { tasksOfEnding, walkTask } from './walk.ts';

/** Returns the tasks of the same body that a task waits for: those that it reads from, and those of `after`. */
export function dependenciesOf(task: TaskNode): ReadonlySet<TaskNode> {
  const found = new Set<TaskNode>();
  const add = (source: Source): void => {
    if (isTask(source) && source.scope === task.scope) found.add(source);
  };
  walkTask(task, { task: ({ after }) => after?.flatMap(tasksOfEnding).forEach(add), source: add });
  return found;
}
