/** The time, and a way to be called at a time. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back at a time, or as soon as it has passed; the answer cancels. */
  callAt(time: number, callback: () => void): () => void;
}

const longestTimeout = 2 ** 31 - 1;

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  callAt(time, callback) {
    let timeout: NodeJS.Timeout;
    const wait = (): void => {
      const rest = time - Date.now();
      timeout =
        rest > longestTimeout ? setTimeout(wait, longestTimeout) : setTimeout(callback, Math.max(rest, 0));
    };
    wait();
    return () => clearTimeout(timeout);
  },
};
