/** A counting semaphore. Waiters get their turn in order. */
export interface ProcessSlots {
  /** Resolves when a slot is free. */
  acquire(): Promise<void>;
  release(): void;
}

/** How many slots there are. */
export interface SlotCounts {
  /** Slots at the beginning. Short tasks run fastest with few of them, since each new one has to be set up. */
  readonly first: number;
  /** Slots in the end, if tasks take long or wait for each other. */
  readonly most: number;
  /** Milliseconds after which there are more slots if nothing gets its turn. @default 100 */
  readonly patience?: number;
}

/** Creates slots. Their number doubles whenever none becomes free for a while. */
export function createProcessSlots({ first, most, patience = 100 }: SlotCounts): ProcessSlots {
  let total = Math.min(first, most);
  let free = total;
  let timer: NodeJS.Timeout | undefined;
  const waiting: (() => void)[] = [];

  function serve(): void {
    while (free > 0 && waiting.length > 0) {
      free--;
      waiting.shift()?.();
    }
  }

  function grow(expired: NodeJS.Timeout | undefined): void {
    if (timer !== expired) return;
    const more = Math.min(total, most - total);
    total += more;
    free += more;
    serve();
    watch();
  }

  /** Waits for more slots, anew after each turn. */
  function watch(): void {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length === 0 || total >= most) return;
    // If this process was busy, the ends of tasks come right after the timer.
    timer = setTimeout(() => setImmediate(grow, timer), patience);
  }

  return {
    acquire() {
      const turn = new Promise<void>((resolve) => waiting.push(resolve));
      serve();
      if (timer === undefined) watch();
      return turn;
    },
    release() {
      free++;
      serve();
      watch();
    },
  };
}
