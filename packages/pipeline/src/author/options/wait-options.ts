import type { After } from '../../ir/surface/after.ts';
import type { Duration } from '../../ir/surface/amounts.ts';
import type { Arg } from '../../ir/surface/output.ts';

/** Options of `sleep`. */
export interface SleepOptions {
  /** Name of the task. @default 'sleep' */
  readonly name?: string;
  /** Tasks that must succeed, or endings that must be true, before the time starts. */
  readonly after?: After;
}

/** Options of `approve`. */
export interface ApproveOptions {
  /** A text for whoever answers. */
  readonly message?: Arg<string>;
  /** Tasks that must succeed, or endings that must be true, before the question is asked. */
  readonly after?: After;
}

/** Options of `ask`. */
export interface AskOptions<TTimeout = Duration> extends ApproveOptions {
  /** When the defaults become the answer. Every field needs one. @default never */
  readonly timeout?: TTimeout;
}
