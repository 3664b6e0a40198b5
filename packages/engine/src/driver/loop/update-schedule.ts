import type { Clock } from '../../contract/clock.ts';

/** Limits how often something is shown or written. */
export class UpdateSchedule {
  readonly #clock: Clock;
  readonly #interval: number;
  readonly #update: () => void;
  #next = Number.NEGATIVE_INFINITY;
  #earliest = Number.NEGATIVE_INFINITY;
  #cancel: (() => void) | undefined;

  /** @param interval least time between two updates, in milliseconds. An update that takes long is followed by a longer pause. */
  constructor(clock: Clock, interval: number, update: () => void) {
    this.#clock = clock;
    this.#interval = interval;
    this.#update = update;
  }

  /** Updates at once, or as soon as the interval has passed. */
  request(): void {
    if (!this.#cancel) this.#runAt(this.#next);
  }

  /** Updates at once, whatever the interval is. Only an update that took long is followed by a pause. */
  hasten(): void {
    this.close();
    this.#runAt(this.#earliest);
  }

  /** Forgets a requested update. */
  close(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #runAt(time: number): void {
    if (this.#clock.now() >= time) this.#run();
    else
      this.#cancel = this.#clock.callAt(time, () => {
        this.#cancel = undefined;
        this.#run();
      });
  }

  #run(): void {
    const before = performance.now();
    this.#update();
    const pause = (performance.now() - before) * COST_FACTOR;
    const now = this.#clock.now();
    this.#earliest = now + pause;
    this.#next = now + Math.max(this.#interval, pause);
  }
}

/** Updates take at most one part in this of the time. */
const COST_FACTOR = 20;
