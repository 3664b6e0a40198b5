import type { BranchNode, CallNode, LoopNode, TaskNode } from '../../ir/graph.ts';

/** Returns the name of a task in its dag. A single task with a condition replaces its branch. */
export function taskNameOf(task: TaskNode): string {
  return task.kind === 'branch' ? (loneTask(task)?.name ?? task.name) : task.name;
}

/** Returns the only task of a branch that needs no separate template. */
export function loneTask(branch: BranchNode): CallNode | LoopNode | undefined {
  const [body, ...others] = branch.bodies;
  if (body === undefined || others.length > 0 || branch.named || branch.subject !== undefined)
    return undefined;
  const [first, ...more] = body.scope.tasks;
  if (more.length > 0) return undefined;
  return first?.kind === 'call' || first?.kind === 'loop' ? first : undefined;
}
