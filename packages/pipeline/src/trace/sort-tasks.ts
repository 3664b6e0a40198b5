import { dependenciesOf } from './dependencies.ts';
import type { TaskNode } from './scope.ts';

/** Returns tasks in an order in which each stands after those that it waits for; `after` has seen to it that there is no cycle. */
export function sortTasks(tasks: readonly TaskNode[]): readonly TaskNode[] {
  return walk(tasks, new Map());
}

/** Returns tasks so that those which need each other stand close together: for each task that nothing waits for, first all that it needs. */
export function groupTasks(tasks: readonly TaskNode[]): readonly TaskNode[] {
  const known: Dependencies = new Map();
  const needed = new Set<TaskNode>();
  for (const task of tasks) for (const earlier of lookUp(task, known)) needed.add(earlier);
  return walk(
    tasks.filter((task) => !needed.has(task)),
    known,
  );
}

type Dependencies = Map<TaskNode, ReadonlySet<TaskNode>>;

function lookUp(task: TaskNode, known: Dependencies): ReadonlySet<TaskNode> {
  const found = known.get(task);
  if (found !== undefined) return found;
  const made = dependenciesOf(task);
  known.set(task, made);
  return made;
}

function walk(starts: readonly TaskNode[], known: Dependencies): readonly TaskNode[] {
  const sorted = new Set<TaskNode>();
  for (const start of starts) {
    // A stack of our own: a chain of thousands of tasks is deeper than the stack of calls.
    const open: TaskNode[] = [start];
    for (let task = open.at(-1); task !== undefined; task = open.at(-1)) {
      const height = open.length;
      for (const earlier of lookUp(task, known)) if (!sorted.has(earlier)) open.push(earlier);
      if (open.length === height) {
        sorted.add(task);
        open.pop();
      } else reverseFrom(open, height);
    }
  }
  return [...sorted];
}

/** What is needed first was found first, and the top of the stack is the last. */
function reverseFrom(open: TaskNode[], height: number): void {
  if (open.length - height > 1) open.push(...open.splice(height).reverse());
}
