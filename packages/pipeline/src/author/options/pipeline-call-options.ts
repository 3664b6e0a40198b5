import type { After } from '../../ir/surface/after.ts';
import type { Hooks, Outcome, TaskPhase } from '../../ir/surface/outcome.ts';
import type { GroupOptions } from './group-options.ts';

/** Options of a task that runs a pipeline from its object in the cluster. */
export interface PipelineReferenceOptions<TResult = unknown> {
  /** Name of the task. @default the name of the pipeline, with `-2`, `-3` if it is taken */
  readonly name?: string;
  /** Tasks that must succeed, or endings that must be true, before the pipeline starts, besides those whose outputs it uses. */
  readonly after?: After;
  /** Adds tasks that run when the task has ended, whether it succeeded or failed. */
  readonly onExit?: (outcome: Outcome<TResult>) => unknown;
  /** Tasks that run beside it, as soon as a condition on its status is true. */
  readonly hooks?: Hooks<TaskPhase>;
}

/** Options of the call of a pipeline that becomes a part of another one: those of a group. */
export interface PipelineCallOptions<TResult = unknown>
  extends PipelineReferenceOptions<TResult>,
    Pick<GroupOptions<TResult>, 'parallelism' | 'retry' | 'failFast' | 'timeout'> {}
