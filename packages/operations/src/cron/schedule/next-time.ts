import type { FieldSchedule, Schedule } from './schedule.ts';
import type { ClockFields } from './zoned-clock.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** How far the library looks ahead, in years. */
const HORIZON = 5;

/**
 * Returns the first time of a schedule after another time, or undefined if there is none within five years. It goes through months, days,
 * hours and minutes exactly as robfig/cron does: where clocks change, times that do not exist are left out, and times that exist twice are
 * two times. Around a midnight that does not exist it repeats the library's mistakes.
 *
 * @see https://pkg.go.dev/github.com/robfig/cron/v3#SpecSchedule.Next
 * @example
 * ```ts
 * nextTime(parseSchedule('30 2 * * *'), new Date('2026-01-01T03:00:00Z'))?.toISOString(); // => 2026-01-02T02:30:00.000Z
 * ```
 */
export function nextTime(schedule: Schedule, after: Date): Date | undefined {
  const start = Math.floor(after.getTime() / SECOND) * SECOND;
  const found =
    schedule.kind === 'interval' ? start + schedule.interval : new Search(schedule, start + SECOND).run();
  return found === undefined ? undefined : new Date(found);
}

/** The state of one search: the candidate moment, with its date and clock. */
class Search {
  readonly #schedule: FieldSchedule;
  #moment: number;
  #fields: ClockFields;
  /** Whether the candidate has moved on, so that its smaller fields are zero. */
  #hasMoved = false;

  constructor(schedule: FieldSchedule, moment: number) {
    this.#schedule = schedule;
    this.#moment = moment;
    this.#fields = schedule.clock.read(moment);
  }

  run(): number | undefined {
    const lastYear = this.#fields.year + HORIZON;
    // Where a field wraps around, the larger fields are checked again.
    while (this.#fields.year <= lastYear)
      if (this.#findMonth() && this.#findDay() && this.#findHour() && this.#findMinute()) return this.#moment;
    return undefined;
  }

  #moveTo(moment: number): void {
    this.#moment = moment;
    this.#fields = this.#schedule.clock.read(moment);
  }

  /** Moves to a date and clock. */
  #set(changes: Partial<ClockFields>): void {
    this.#moveTo(this.#schedule.clock.set({ ...this.#fields, ...changes }));
  }

  /** Sets the smaller fields to their lowest values before the first move. */
  #settle(changes: Partial<ClockFields>): void {
    if (this.#hasMoved) return;
    this.#hasMoved = true;
    this.#set(changes);
  }

  #findMonth(): boolean {
    while (!this.#schedule.month.values.has(this.#fields.month)) {
      this.#settle({ day: 1, hour: 0, minute: 0, second: 0 });
      this.#set({ month: this.#fields.month + 1 });
      if (this.#fields.month === 1) return false;
    }
    return true;
  }

  #findDay(): boolean {
    while (!matchesDay(this.#schedule, this.#fields)) {
      this.#settle({ hour: 0, minute: 0, second: 0 });
      this.#set({ day: this.#fields.day + 1 });
      const { hour } = this.#fields;
      // Midnight may not exist where clocks change.
      if (hour !== 0) this.#moveTo(this.#moment + (hour > 12 ? 24 - hour : -hour) * HOUR);
      if (this.#fields.day === 1) return false;
    }
    return true;
  }

  #findHour(): boolean {
    while (!this.#schedule.hour.values.has(this.#fields.hour)) {
      this.#settle({ minute: 0, second: 0 });
      this.#moveTo(this.#moment + HOUR);
      if (this.#fields.hour === 0) return false;
    }
    return true;
  }

  #findMinute(): boolean {
    while (!this.#schedule.minute.values.has(this.#fields.minute)) {
      if (!this.#hasMoved) this.#moveTo(Math.floor(this.#moment / MINUTE) * MINUTE);
      this.#hasMoved = true;
      this.#moveTo(this.#moment + MINUTE);
      if (this.#fields.minute === 0) return false;
    }
    if (this.#fields.second === 0) return true;
    this.#hasMoved = true;
    this.#moveTo(this.#moment + (60 - this.#fields.second) * SECOND);
    return false;
  }
}

/** If one of the two fields for days has a star, both must match; otherwise one is enough. */
function matchesDay({ dayOfMonth, dayOfWeek }: FieldSchedule, { day, weekday }: ClockFields): boolean {
  const matchesMonth = dayOfMonth.values.has(day);
  const matchesWeek = dayOfWeek.values.has(weekday);
  if (dayOfMonth.hasStar || dayOfWeek.hasStar) return matchesMonth && matchesWeek;
  return matchesMonth || matchesWeek;
}
