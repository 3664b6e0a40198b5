import type { Retry, Settings } from '../../ir/settings/settings.ts';
import type { After } from '../../ir/surface/after.ts';
import type { Lock } from '../../ir/surface/lock.ts';
import type { Hooks, Outcome, TaskPhase } from '../../ir/surface/outcome.ts';
import type { Problem } from '../../ir/surface/problem.ts';

/** Options of a group. */
export interface GroupOptions<TResult = unknown> {
  /** Tasks that must succeed, or endings that must be true, before the group starts. */
  readonly after?: After;
  /** Maximum number of tasks of the group that run at a time. @default all */
  readonly parallelism?: number;
  /** When and how often the whole group is retried. A number is the maximum number of retries. */
  readonly retry?: number | Retry;
  /** What the group holds from its start to its end. */
  readonly lock?: Lock | readonly Lock[];
  /** Whether no more tasks of the group start once one has failed. @default true */
  readonly failFast?: boolean;
  /** How the tasks of the group run, unless their component or the call says something else. */
  readonly defaults?: Settings;
  /** Adds tasks that run when the group has ended, whether it succeeded or failed. */
  readonly onExit?: (outcome: Outcome<TResult>) => unknown;
  /** Tasks that run beside the group, as soon as a condition on its status is true. */
  readonly hooks?: Hooks<TaskPhase>;
  /** Argo has no timeout for groups. */
  readonly timeout?: Problem<'A group has no timeout in Argo: give one to its tasks, or a deadline to the pipeline.'>;
}
