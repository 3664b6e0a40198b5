/** Lets so many at a time pass; the others wait in the order in which they came. */
export interface ProcessSlots {
  /** Resolves when it is this one's turn. */
  acquire(): Promise<void>;
  release(): void;
}

/** Makes a number of slots. */
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
