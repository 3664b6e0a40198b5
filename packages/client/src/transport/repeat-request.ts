import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientError } from '../contract/client-error.ts';
import type { Failure } from './failure.ts';
import type { RetryLimits } from './transport-options.ts';

/** What an attempt gave. */
export type Attempt<T> = { readonly value: T } | { readonly failure: Failure };

/**
 * Returns the value of the first attempt that succeeds. It waits longer from attempt to attempt, or as long as the server asks, and gives up when the
 * limits are reached or the failure is not one that goes away.
 *
 * @param onFailure called if a repetition fails, and is repeated, too
 * @throws the error of the last attempt, or the reason of the signal
 */
export async function repeatRequest<T>(
  attempt: () => Promise<Attempt<T>>,
  repeatable: boolean,
  limits: RetryLimits,
  signal: AbortSignal | undefined,
  onFailure: (error: ClientError) => void = () => {},
): Promise<T> {
  const { most = 4, firstWait = 200, longestWait = 30_000 } = limits;
  for (let count = 0; ; count++) {
    signal?.throwIfAborted();
    const outcome = await attempt();
    if ('value' in outcome) return outcome.value;
    const { error, repeat, wait } = outcome.failure;
    signal?.throwIfAborted();
    const may = repeat === 'always' || (repeat === 'repeatable' && repeatable);
    if (!may || count >= most || (wait ?? 0) > longestWait) throw error;
    // A connection that was kept open may just have been closed.
    if (count > 0) onFailure(error);
    await pause(wait ?? backoff(count, firstWait, longestWait), signal);
  }
}

/** Returns a time between half of the wait and all of it, so that many clients do not come back at once. */
function backoff(count: number, firstWait: number, longestWait: number): number {
  return Math.min(longestWait, firstWait * 2 ** count) * (0.5 + Math.random() / 2);
}

/**
 * Waits for a time in milliseconds.
 *
 * @throws the reason of the signal
 */
export async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(milliseconds, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}
