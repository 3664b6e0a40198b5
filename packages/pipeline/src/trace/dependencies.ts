import type { BodyResult, Scope, TaskNode } from './scope.ts';
import type { Source } from './source.ts';

/** Returns the tasks of the same body that a task waits for, because it reads from them or is told to. */
export function dependenciesOf(task: TaskNode): ReadonlySet<TaskNode> {
  const found = new Set<TaskNode>();
  collectTask(task, task.scope, found);
  return found;
}

function collectTask(task: TaskNode, scope: Scope, found: Set<TaskNode>): void {
  for (const earlier of task.after ?? []) addOf(earlier, scope, found);
  switch (task.kind) {
    case 'call':
      for (const value of task.values) if (typeof value === 'object') collectSource(value, scope, found);
      return;
    case 'loop':
      // A written-out list is a list of texts.
      if (!Array.isArray(task.list)) collectSource(task.list as Source, scope, found);
      collectScope(task.body, task.result, { scope, found });
      return;
    case 'branch':
      for (const source of task.condition.inputs) collectSource(source, scope, found);
      collectScope(task.then, task.thenResult, { scope, found });
      if (task.otherwise !== undefined) collectScope(task.otherwise, task.otherwiseResult, { scope, found });
  }
}

function collectScope(
  inner: Scope,
  result: BodyResult,
  { scope, found }: { readonly scope: Scope; readonly found: Set<TaskNode> },
): void {
  for (const task of inner.tasks) collectTask(task, scope, found);
  if (result === undefined) return;
  if (!(result instanceof Map)) {
    collectSource(result as Source, scope, found);
    return;
  }
  for (const source of result.values()) collectSource(source as Source, scope, found);
}

function collectSource(source: Source, scope: Scope, found: Set<TaskNode>): void {
  switch (source.kind) {
    case 'field':
      collectSource(source.of, scope, found);
      return;
    case 'expression':
      for (const input of source.formula.inputs) collectSource(input, scope, found);
      return;
    case 'call':
    case 'loop':
    case 'branch':
      addOf(source, scope, found);
      return;
    default:
  }
}

function addOf(task: TaskNode, scope: Scope, found: Set<TaskNode>): void {
  if (task.scope === scope) found.add(task);
}
