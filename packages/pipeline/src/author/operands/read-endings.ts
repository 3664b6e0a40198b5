import type { Ending, Scope, TaskNode } from '../../ir/graph.ts';
import type { After } from '../../ir/surface/after.ts';
import { tasksOfEnding } from '../../ir/walk.ts';
import { findEnding } from '../handles/ending-handle.ts';
import { assertVisible, readAwaited } from './assert-visible.ts';

/**
 * Returns what a task waits for, from the option `after`; undefined if the option is not set.
 *
 * @throws PipelineError `PIPELINE_NOT_A_TASK`, `PIPELINE_OUT_OF_SCOPE`
 */
export function readEndings(after: After | undefined, scope: Scope): readonly Ending[] | undefined {
  if (after === undefined) return undefined;
  const list: readonly unknown[] = Array.isArray(after) ? after : [after];
  return list.flatMap((one): readonly Ending[] => {
    const ending = findEnding(one);
    if (ending === undefined) return readAwaited([one], scope).map(whenDone);
    for (const task of tasksOfEnding(ending)) assertVisible(task, scope);
    return [ending];
  });
}

/** Returns the ending of a task that a task waits for by default. */
export function whenDone(of: TaskNode): Ending {
  return { kind: 'end', of, when: 'done' };
}
