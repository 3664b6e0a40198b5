import type { Ending, EndingWord, TaskNode } from '../../ir/graph.ts';
import type { Awaitable, Ending as EndingHandle } from '../../ir/surface/after.ts';
import type { NoOutput, OutputHandle } from '../../ir/surface/output.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { createEnding, findEnding } from '../handles/ending-handle.ts';
import { findAwaited } from '../operands/assert-visible.ts';
import { whenDone } from '../operands/read-endings.ts';
import { withCallerLocation } from '../tracing/with-caller-location.ts';

/**
 * Returns the condition that a task succeeded: `notify({ text }, { after: anyOf(succeeded(a), failed(b)) })`.
 *
 * @throws PipelineError `PIPELINE_NOT_A_TASK`
 */
export function succeeded(task: Awaitable): EndingHandle {
  return withCallerLocation(succeeded, () => endOf(task, 'succeeded'));
}

/**
 * Returns the condition that a task failed, or ended with an error of the cluster.
 *
 * A task that waits for it cannot use the output of the failed task. To continue with another value, use `attempt`.
 *
 * @throws PipelineError `PIPELINE_NOT_A_TASK`
 * @example
 * ```ts
 * import { draw, notify } from './components.generated.ts';
 *
 * export default pipeline('watched', { count: 5 }, ({ count }) => {
 *   const numbers = draw({ count });
 *   notify({ text: 'There are no numbers.' }, { after: failed(numbers) });
 * });
 * ```
 */
export function failed(task: Awaitable): EndingHandle {
  return withCallerLocation(failed, () => endOf(task, 'failed'));
}

/**
 * Returns the condition that a task did not run: its condition was false, or what it waited for did not happen.
 *
 * @throws PipelineError `PIPELINE_NOT_A_TASK`
 */
export function skipped(task: Awaitable): EndingHandle {
  return withCallerLocation(skipped, () => endOf(task, 'skipped'));
}

/**
 * Returns the condition that a task has ended in any way.
 *
 * @throws PipelineError `PIPELINE_NOT_A_TASK`
 */
export function ended(task: Awaitable): EndingHandle {
  return withCallerLocation(ended, () => endOf(task, 'ended'));
}

/**
 * Returns the condition that at least one iteration of a loop succeeded.
 *
 * @throws PipelineError `PIPELINE_NOT_A_TASK`
 */
export function anySucceeded(loop: OutputHandle<readonly unknown[]> | NoOutput): EndingHandle {
  return withCallerLocation(anySucceeded, () => endOfLoop(loop, 'anySucceeded'));
}

/**
 * Returns the condition that a loop has iterations and all of them failed.
 *
 * @throws PipelineError `PIPELINE_NOT_A_TASK`
 */
export function allFailed(loop: OutputHandle<readonly unknown[]> | NoOutput): EndingHandle {
  return withCallerLocation(allFailed, () => endOfLoop(loop, 'allFailed'));
}

/**
 * Returns the condition that at least one of the given tasks succeeded or one of the conditions is true.
 *
 * @throws PipelineError `PIPELINE_NOT_A_TASK`
 */
export function anyOf(...endings: readonly (Awaitable | EndingHandle)[]): EndingHandle {
  return withCallerLocation(anyOf, () => combine('any', endings));
}

/**
 * Returns the condition that all given tasks succeeded and all conditions are true. A list in `after` means the same.
 *
 * @throws PipelineError `PIPELINE_NOT_A_TASK`
 */
export function allOf(...endings: readonly (Awaitable | EndingHandle)[]): EndingHandle {
  return withCallerLocation(allOf, () => combine('all', endings));
}

/**
 * Returns the opposite of a condition. Its tasks must have ended, too: `unless(succeeded(a))`.
 *
 * @throws PipelineError `PIPELINE_NOT_A_TASK`
 */
export function unless(ending: EndingHandle): EndingHandle {
  return withCallerLocation(unless, () => {
    const found = findEnding(ending);
    if (found !== undefined) return createEnding({ kind: 'not', of: found });
    throw new PipelineError(
      'PIPELINE_NOT_A_TASK',
      'unless(...) takes a condition on how a task ended. Write unless(succeeded(task)).',
    );
  });
}

function endOf(task: Awaitable, when: EndingWord): EndingHandle {
  return createEnding({ kind: 'end', of: taskOf(task), when });
}

function endOfLoop(loop: Awaitable, when: 'anySucceeded' | 'allFailed'): EndingHandle {
  const task = taskOf(loop);
  if (task.kind === 'loop') return createEnding({ kind: 'end', of: task, when });
  throw new PipelineError(
    'PIPELINE_NOT_A_TASK',
    `${when}(...) takes what forEach returned, but "${task.name}" is not a loop. Write ${when === 'allFailed' ? 'failed' : 'succeeded'}(...) for a single task.`,
  );
}

function taskOf(task: Awaitable): TaskNode {
  const found = findAwaited(task);
  if (found !== undefined) return found;
  throw new PipelineError(
    'PIPELINE_NOT_A_TASK',
    'Inputs and items exist before the body starts, so nothing can wait for them. Pass what a component, forEach or when returned.',
  );
}

function combine(kind: 'all' | 'any', endings: readonly (Awaitable | EndingHandle)[]): EndingHandle {
  if (endings.length === 0) {
    throw new PipelineError(
      'PIPELINE_NOT_A_TASK',
      `${kind}Of(...) needs at least one task or condition: ${kind}Of(first, second).`,
    );
  }
  return createEnding({
    kind,
    of: endings.map((one): Ending => findEnding(one) ?? whenDone(taskOf(one as Awaitable))),
  }); // what is not an ending is a task
}
