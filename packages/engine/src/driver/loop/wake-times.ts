import type { Clock } from '../../contract/clock.ts';

/** The times at which a run wants to be woken. */
export class WakeTimes {
  readonly #clock: Clock;
  readonly #wake: (at: number) => void;
  /** The latest first. */
  readonly #times: number[] = [];
  #next: { readonly at: number; readonly cancel: () => void } | undefined;

  /** @param wake called with the time that was requested, or with a later one if it had passed */
  constructor(clock: Clock, wake: (at: number) => void) {
    this.#clock = clock;
    this.#wake = wake;
  }

  /** Requests a call at a time. */
  add(at: number): void {
    this.#insert(at);
    if (this.#next === undefined || at < this.#next.at) this.#plan(at);
  }

  /** Tells whether a call is due at some time. */
  get isWaiting(): boolean {
    return this.#next !== undefined;
  }

  /** Cancels all calls. */
  close(): void {
    this.#next?.cancel();
    this.#next = undefined;
    this.#times.length = 0;
  }

  #insert(at: number): void {
    let low = 0;
    for (let high = this.#times.length; low < high; ) {
      const middle = (low + high) >>> 1;
      if ((this.#times[middle] ?? 0) > at) low = middle + 1;
      else high = middle;
    }
    if (this.#times[low] !== at) this.#times.splice(low, 0, at);
  }

  #plan(at: number): void {
    this.#next?.cancel();
    this.#next = { at, cancel: this.#clock.callAt(at, () => this.#fire(at)) };
  }

  #fire(at: number): void {
    this.#next = undefined;
    const now = Math.max(at, this.#clock.now());
    while ((this.#times.at(-1) ?? Number.POSITIVE_INFINITY) <= now) this.#times.pop();
    const next = this.#times.at(-1);
    if (next !== undefined) this.#plan(next);
    this.#wake(now);
  }
}
