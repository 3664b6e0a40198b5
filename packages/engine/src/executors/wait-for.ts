import type { Clock } from '../contract/clock.ts';

/**
 * Resolves after a time in milliseconds.
 *
 * @throws the reason of the signal once it is aborted
 */
export async function waitFor(milliseconds: number, clock: Clock, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const cancel = clock.callAt(clock.now() + milliseconds, resolve);
  const stop = (): void => reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  try {
    await promise;
  } finally {
    cancel();
    signal.removeEventListener('abort', stop);
  }
}
