/** The current time, and timers. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back at a time, or at once if it has passed. Returns a function that cancels the call. */
  callAt(time: number, callback: () => void): () => void;
}

const LONGEST_TIMEOUT = 2 ** 31 - 1;

/** The system clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  callAt(time, callback) {
    let timeout: NodeJS.Timeout;
    const wait = (): void => {
      const rest = time - Date.now();
      timeout =
        rest > LONGEST_TIMEOUT ? setTimeout(wait, LONGEST_TIMEOUT) : setTimeout(callback, Math.max(rest, 0));
    };
    wait();
    return () => clearTimeout(timeout);
  },
};
