import type { After } from '../../ir/surface/after.ts';
import type { Duration } from '../../ir/surface/amounts.ts';

/** Options of `repeatUntil`. */
export interface RepeatOptions {
  /** Maximum number of rounds: at most 97, and less inside loops and branches, because Argo stops a run at 100 levels of templates. */
  readonly max: number;
  /** Time between two rounds. @default none */
  readonly pause?: Duration;
  /** What happens if the condition is false after the last round: the run fails, or the state of the last round is the result. @default 'fail' */
  readonly onLimit?: 'fail' | 'return';
  /** Name of the loop. @default 'repeat' */
  readonly name?: string;
  /** Tasks that must succeed, or endings that must be true, before the first round. */
  readonly after?: After;
}
