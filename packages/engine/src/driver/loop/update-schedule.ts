import type { Clock } from '../../contract/clock.ts';

/** Limits how often something is shown or written. */
export class UpdateSchedule {
  readonly #clock: Clock;
  readonly #interval: number;
  readonly #update: () => void;
  #next = Number.NEGATIVE_INFINITY;
  #cancel: (() => void) | undefined;

  /** @param interval least time between two updates, in milliseconds. An update that takes long is followed by a longer pause. */
  constructor(clock: Clock, interval: number, update: () => void) {
    this.#clock = clock;
    this.#interval = interval;
    this.#update = update;
  }

  /** Updates at once, or as soon as the interval has passed. */
  request(): void {
    if (this.#cancel) return;
    if (this.#clock.now() >= this.#next) this.#run();
    else
      this.#cancel = this.#clock.callAt(this.#next, () => {
        this.#cancel = undefined;
        this.#run();
      });
  }

  /** Forgets a requested update. */
  close(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #run(): void {
    const before = performance.now();
    this.#update();
    const pause = Math.max(this.#interval, (performance.now() - before) * COST_FACTOR);
    this.#next = this.#clock.now() + pause;
  }
}

/** Updates take at most one part in this of the time. */
const COST_FACTOR = 20;
