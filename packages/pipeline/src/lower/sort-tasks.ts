import { dependenciesOf } from '../ir/dependencies.ts';
import type { TaskNode } from '../ir/graph.ts';

/** Sorts tasks so that each comes after those that it waits for. There is no cycle, because `after` checks it. */
export function sortTasks(tasks: readonly TaskNode[]): readonly TaskNode[] {
  return walk(tasks, new Map());
}

/** Sorts tasks so that dependent ones are close together: each task that nothing waits for comes right after its dependencies. */
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
    // Not recursive, because a chain of thousands of tasks would overflow the call stack.
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

/** Reverses the top of the stack, so that what was found first comes first. */
function reverseFrom(open: TaskNode[], height: number): void {
  if (open.length - height > 1) open.push(...open.splice(height).reverse());
}
