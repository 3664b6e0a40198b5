import { dependenciesOf } from '../../ir/dependencies.ts';
import type { TaskNode } from '../../ir/graph.ts';
import type { After, Awaitable } from '../../ir/surface/after.ts';
import { tasksOfEnding } from '../../ir/walk.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { readAwaited } from '../operands/assert-visible.ts';
import { readEndings } from '../operands/read-endings.ts';
import { currentScope } from '../tracing/trace-state.ts';
import { withCallerLocation } from '../tracing/with-caller-location.ts';

/**
 * Makes a task wait for other tasks whose outputs it does not use: `after(publish, [check, sign])`.
 * The second argument is the same as the option `after`.
 *
 * @throws PipelineError `PIPELINE_CYCLE`, `PIPELINE_NOT_A_TASK`, `PIPELINE_OUT_OF_SCOPE`
 * @example
 * ```ts
 * import { draw, notify } from './components.generated.ts';
 *
 * export default pipeline('announce', { count: 5 }, ({ count }) => {
 *   const hello = notify({ text: 'This may take a while.' });
 *   const numbers = draw({ count });
 *   after(numbers, [hello]);
 *   return { numbers };
 * });
 * ```
 */
export function after(later: Awaitable, earlier: After): void {
  withCallerLocation(after, () => {
    const scope = currentScope('after');
    const [task] = readAwaited([later], scope);
    if (task === undefined || task.scope !== scope) {
      throw new PipelineError(
        'PIPELINE_OUT_OF_SCOPE',
        'The task that should wait belongs to another body. Call after(...) in the body where the task is created.',
      );
    }
    const endings = readEndings(earlier, scope) ?? [];
    task.after = [...(task.after ?? []), ...endings];
    const awaited = endings.flatMap(tasksOfEnding);
    // Tasks that only wait for earlier ones cannot wait for each other.
    if (!scope.reordered && awaited.every((one) => one.scope !== scope || one.order < task.order)) return;
    scope.reordered = true;
    assertNoCycle(task);
  });
}

function assertNoCycle(start: TaskNode): void {
  const cameFrom = new Map<TaskNode, TaskNode>();
  const open: TaskNode[] = [start];
  for (let task = open.pop(); task !== undefined; task = open.pop()) {
    for (const dependency of dependenciesOf(task)) {
      if (dependency === start) throw cycleError(start, task, cameFrom);
      if (cameFrom.has(dependency)) continue;
      cameFrom.set(dependency, task);
      open.push(dependency);
    }
  }
}

function cycleError(
  start: TaskNode,
  last: TaskNode,
  cameFrom: ReadonlyMap<TaskNode, TaskNode>,
): PipelineError {
  const names = [start.name];
  for (let task: TaskNode | undefined = last; task !== undefined && task !== start; task = cameFrom.get(task))
    names.push(task.name);
  names.push(start.name);
  return new PipelineError(
    'PIPELINE_CYCLE',
    `These tasks wait for each other, so none of them could start: ${names.reverse().join(' waits for ')}. Remove one of these dependencies.`,
  );
}
