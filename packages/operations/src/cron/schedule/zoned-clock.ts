import { type GoLocation, loadLocation } from '@tiphys/go';

/** The date and clock of a moment in a time zone. Months count from 1, weekdays from Sunday = 0. */
export interface ClockFields {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** Since 1972, zones have changed their offsets only at whole quarters of an hour. */
const QUARTER = 900_000;
const MOST_REMEMBERED = 10_000;

/** Reads and sets clocks in a time zone as Go does, moments being in milliseconds. */
export class ZonedClock {
  readonly location: GoLocation;
  readonly #offsets = new Map<number, number>();

  constructor(location: GoLocation) {
    this.location = location;
  }

  /** Returns the date and clock of a moment. */
  read(moment: number): ClockFields {
    const date = new Date(moment + this.#offsetAt(moment));
    return {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
      weekday: date.getUTCDay(),
      hour: date.getUTCHours(),
      minute: date.getUTCMinutes(),
      second: date.getUTCSeconds(),
    };
  }

  /**
   * Returns the moment with this date and clock; months and days may be too large. Of a clock that does not exist or exists twice, it
   * chooses the moment that `time.Date` of Go chooses.
   */
  set({ year, month, day, hour, minute, second }: Omit<ClockFields, 'weekday'>): number {
    const local = Date.UTC(year, month - 1, day, hour, minute, second);
    const guess = this.#offsetAt(local);
    return guess === 0 ? local : local - this.#offsetAt(local - guess);
  }

  #offsetAt(moment: number): number {
    const quarter = Math.floor(moment / QUARTER);
    const known = this.#offsets.get(quarter);
    if (known !== undefined) return known;
    if (this.#offsets.size >= MOST_REMEMBERED) this.#offsets.clear();
    const offset = this.location.zoneAt(moment).offset * 1000;
    this.#offsets.set(quarter, offset);
    return offset;
  }
}

const clocks = new Map<string, ZonedClock>();

/**
 * Returns the clock of an IANA time zone.
 *
 * @throws Error `unknown time zone X`
 */
export function clockOf(zone: string): ZonedClock {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const clock = new ZonedClock(loadLocation(zone));
  clocks.set(zone, clock);
  return clock;
}
