import type { Ending, Scope, TaskNode } from '../../ir/graph.ts';
import type { Awaitable } from '../../ir/settings/settings.ts';
import { readAwaited } from './assert-visible.ts';

/**
 * Returns what a task waits for, from the option `after`; undefined if the option is not set.
 *
 * @throws PipelineError `PIPELINE_NOT_A_TASK`, `PIPELINE_OUT_OF_SCOPE`
 */
export function readEndings(
  awaited: readonly Awaitable[] | undefined,
  scope: Scope,
): readonly Ending[] | undefined {
  return awaited === undefined ? undefined : readAwaited(awaited, scope).map(whenDone);
}

/** Returns the ending of a task that a task waits for by default. */
export function whenDone(of: TaskNode): Ending {
  return { kind: 'end', of, when: 'done' };
}
