import type { Awaitable } from '../../ir/settings/settings.ts';

/** Options of a branch. */
export interface BranchOptions {
  /** Name of the branch. @default 'when' */
  readonly name?: string;
  /** Tasks that must succeed before the condition is evaluated. */
  readonly after?: readonly Awaitable[];
}
