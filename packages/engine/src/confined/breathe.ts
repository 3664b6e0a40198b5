import { setImmediate } from 'node:timers/promises';

/** So many files are handled in a row; then timers and signals have their turn. */
const filesInARow = 256;

/** Counts files, and lets the event loop turn now and then. */
export interface Breath {
  /** Call it for each file. */
  next(): Promise<void> | undefined;
}

/** Starts counting. */
export function createBreath(): Breath {
  let count = 0;
  return {
    next() {
      count += 1;
      return count % filesInARow === 0 ? setImmediate() : undefined;
    },
  };
}
