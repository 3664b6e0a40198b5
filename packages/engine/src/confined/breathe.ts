import { setImmediate } from 'node:timers/promises';

/** Number of files handled before timers and signals get a turn. */
const FILES_IN_A_ROW = 256;

/** Counts files, and yields to the event loop now and then. */
export interface Breath {
  /** Counts a file. Await it before you handle the file. */
  next(): Promise<void> | undefined;
}

/** Creates a counter. */
export function createBreath(): Breath {
  let count = 0;
  return {
    next() {
      count += 1;
      return count % FILES_IN_A_ROW === 0 ? setImmediate() : undefined;
    },
  };
}
