/** A counting semaphore. Waiters get their turn in order. */
export interface ProcessSlots {
  /** Resolves when a slot is free. */
  acquire(): Promise<void>;
  release(): void;
}

/** Creates a number of slots. */
export function createProcessSlots(count: number): ProcessSlots {
  let free = count;
  const waiting: (() => void)[] = [];
  return {
    acquire() {
      if (free > 0) {
        free--;
        return Promise.resolve();
      }
      return new Promise((resolve) => waiting.push(resolve));
    },
    release() {
      const next = waiting.shift();
      if (next === undefined) free++;
      else next();
    },
  };
}
