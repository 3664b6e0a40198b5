import type { NoOutput, OutputHandle } from './output.ts';

/** Something that a task can wait for: an output or a branch. */
export type Awaitable = OutputHandle<unknown> | NoOutput | { readonly kind: 'branch' | 'daemon' };

/** A condition on how tasks ended: what `failed(task)` or `anyOf(first, second)` returns. */
export interface Ending {
  readonly kind: 'ending';
}

/** What a task waits for: a task, a condition on how tasks ended, or a list of these, which must all be true. */
export type After = Awaitable | Ending | readonly (Awaitable | Ending)[];
