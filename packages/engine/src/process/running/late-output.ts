import type { FileSystem } from '../../contract/file-system.ts';

/** Milliseconds between looks at the log of a task that has ended. */
export const LATE_LOOK_MILLISECONDS = 250;

/** After how many looks without anything new in between the output is over. */
const FEWEST_LOOKS = 2;

/** After how many looks it is over even if something still writes. */
const MOST_LOOKS = 40;

/** Tells when to stop waiting for output of processes that left the group of a task, after the main one has ended. */
export interface LateOutput {
  /** Looks at the log. Call it every {@link LATE_LOOK_MILLISECONDS}. */
  isOver(): boolean;
}

/** Watches a log. As long as it grows, a slow disk may still be taking what the task itself has written. */
export function watchLateOutput(files: FileSystem, log: string | undefined): LateOutput {
  let looks = 0;
  let size: number | undefined;
  return {
    isOver() {
      looks++;
      const before = size;
      size = log === undefined ? 0 : (files.statSync(log, { throwIfNoEntry: false })?.size ?? 0);
      return looks >= MOST_LOOKS || (looks >= FEWEST_LOOKS && size === before);
    },
  };
}
