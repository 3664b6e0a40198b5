import type { After } from '../../ir/surface/after.ts';
import type { Outcome } from '../../ir/surface/outcome.ts';

/** Options of a loop. */
export interface LoopOptions<TResult = unknown> {
  /** Maximum number of items that are processed at a time. @default all */
  readonly parallelism?: number;
  /** Name of the loop. @default `each-` followed by the name of the task in its body */
  readonly name?: string;
  /** Tasks that must succeed, or endings that must be true, before the loop starts. */
  readonly after?: After;
  /** Adds tasks that run when the loop has ended, whether it succeeded or failed. */
  readonly onExit?: (outcome: Outcome<TResult[]>) => unknown;
}
