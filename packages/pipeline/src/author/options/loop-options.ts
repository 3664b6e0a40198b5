import type { After } from '../../ir/surface/after.ts';

/** Options of a loop. */
export interface LoopOptions {
  /** Maximum number of items that are processed at a time. @default all */
  readonly parallelism?: number;
  /** Name of the loop. @default `each-` followed by the name of the task in its body */
  readonly name?: string;
  /** Tasks that must succeed, or endings that must be true, before the loop starts. */
  readonly after?: After;
}
