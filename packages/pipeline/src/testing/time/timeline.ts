import type { Clock } from '@tiphys/engine';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** A clock that stands still until it is told to go on. */
export class Timeline implements Clock {
  #now: number;
  /** In order of time. */
  readonly #timers: Timer[] = [];

  constructor(start: number) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  callAt(time: number, callback: () => void): () => void {
    const timer = { at: Math.max(time, this.#now), callback };
    // Most calls are later than all others.
    this.#timers.splice(this.#timers.findLastIndex(({ at }) => at <= timer.at) + 1, 0, timer);
    return () => {
      const at = this.#timers.indexOf(timer);
      if (at >= 0) this.#timers.splice(at, 1);
    };
  }

  /** Time of the next call, if one is due until the given time. */
  next(until: number = Number.POSITIVE_INFINITY): number | undefined {
    const at = this.#timers[0]?.at;
    return at !== undefined && at <= until ? at : undefined;
  }

  /** Goes on to the next call, and makes it. */
  step(): void {
    const timer = this.#timers.shift();
    if (timer === undefined) return;
    this.#now = timer.at;
    timer.callback();
  }

  /** Sets the time. There must be no call until then. */
  jump(time: number): void {
    this.#now = Math.max(this.#now, time);
  }
}
