import type { After } from '../../ir/surface/after.ts';

/** Options of a branch. */
export interface BranchOptions {
  /** Name of the branch. @default 'when' */
  readonly name?: string;
  /** Tasks that must succeed, or endings that must be true, before the condition is evaluated. */
  readonly after?: After;
}
