import { dependenciesOf } from './dependencies.ts';
import type { TaskNode } from './scope.ts';

/** Returns tasks in an order in which each stands after those that it waits for; `after` has seen to it that there is no cycle. */
export function sortTasks(tasks: readonly TaskNode[]): readonly TaskNode[] {
  const sorted = new Set<TaskNode>();
  for (const start of tasks) {
    // A stack of our own: a chain of thousands of tasks is deeper than the stack of calls.
    const open: TaskNode[] = [start];
    for (let task = open.at(-1); task !== undefined; task = open.at(-1)) {
      const missing = [...dependenciesOf(task)].filter((earlier) => !sorted.has(earlier));
      if (missing.length > 0) {
        open.push(...missing);
        continue;
      }
      sorted.add(task);
      open.pop();
    }
  }
  return [...sorted];
}
