import type { TaskNode } from './scope.ts';
import type { Source } from './source.ts';
import { walkTask } from './walk-trace.ts';

/** Returns the tasks of the same body that a task waits for: those that it reads from, and those of `after`. */
export function dependenciesOf(task: TaskNode): ReadonlySet<TaskNode> {
  const found = new Set<TaskNode>();
  const add = (source: Source): void => {
    const isTask = source.kind === 'call' || source.kind === 'loop' || source.kind === 'branch';
    if (isTask && source.scope === task.scope) found.add(source);
  };
  walkTask(task, { task: ({ after }) => after?.forEach(add), source: add });
  return found;
}
