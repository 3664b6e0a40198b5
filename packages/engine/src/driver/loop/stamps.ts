import type { Clock } from '../../contract/clock.ts';
import type { RunEvent } from '../../state/run-event.ts';

type WithoutStamp<T> = T extends unknown ? Omit<T, 'at' | 'seed'> : never;

/** An event that has not been stamped. */
export type NewEvent = WithoutStamp<RunEvent>;

/** An event as the journal holds it: with its time, the seed of all that is random in its decision, and the command of another process that caused it. */
export type StampedEvent = RunEvent & { readonly seed: string; readonly command?: string };

/** Stamps events with times that never decrease and seeds that are never used again. */
export class Stamps {
  readonly #clock: Clock;
  readonly #base: string;
  #count = 0;
  #latest: number;

  /** @param latest time of the last event so far */
  constructor(clock: Clock, random: () => number, latest: number = Number.NEGATIVE_INFINITY) {
    this.#clock = clock;
    this.#base = Math.floor(random() * 2 ** 48).toString(36);
    this.#latest = latest;
  }

  /** Returns an event with its stamp, not earlier than a time. */
  stamp(
    event: NewEvent,
    options: { readonly notBefore?: number; readonly command?: string } = {},
  ): StampedEvent {
    const { notBefore = Number.NEGATIVE_INFINITY, command } = options;
    this.#latest = Math.max(this.#latest, notBefore, this.#clock.now());
    this.#count += 1;
    const seed = `${this.#base}.${this.#count.toString(36)}`;
    // The stamp completes the event of its kind.
    return { ...event, at: this.#latest, seed, ...(command !== undefined && { command }) } as StampedEvent;
  }
}
