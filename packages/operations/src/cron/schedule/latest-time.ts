import { nextTime } from './next-time.ts';
import type { Schedule } from './schedule.ts';

const DAY = 86_400_000;
/** Searches start this long before their end, and go back further if they find nothing. */
const FIRST_SPAN = 3 * DAY;

/**
 * Returns the last time of a schedule after `since` and before `before`, or undefined if there is none. Times of `@every` are counted from
 * `since`.
 *
 * @example
 * ```ts
 * const [since, before] = [new Date('2026-01-01T00:00:00Z'), new Date('2026-02-01T12:00:00Z')];
 * latestTime(parseSchedule('@daily'), since, before)?.toISOString(); // => 2026-02-01T00:00:00.000Z
 * ```
 */
export function latestTime(schedule: Schedule, since: Date, before: Date): Date | undefined {
  if (schedule.kind === 'interval') {
    const start = Math.floor(since.getTime() / 1000) * 1000;
    const times = Math.ceil((before.getTime() - start) / schedule.interval) - 1;
    return times < 1 ? undefined : new Date(start + times * schedule.interval);
  }
  for (let span = FIRST_SPAN; ; span *= 8) {
    const start = new Date(Math.max(since.getTime(), before.getTime() - span));
    const latest = lastInSpan(schedule, start, before);
    if (latest !== undefined || start.getTime() === since.getTime()) return latest;
  }
}

function lastInSpan(schedule: Schedule, start: Date, before: Date): Date | undefined {
  let latest: Date | undefined;
  let time = nextTime(schedule, start);
  while (time !== undefined && time < before) {
    latest = time;
    time = nextTime(schedule, time);
  }
  return latest;
}

/** Returns the times of a schedule after `start` up to and including `end`, at most `limit` of them. */
export function* timesBetween(
  schedule: Schedule,
  start: Date,
  end: Date,
  limit: number = Infinity,
): Generator<Date> {
  let count = 0;
  for (
    let time = nextTime(schedule, start);
    time !== undefined && time <= end;
    time = nextTime(schedule, time)
  ) {
    if (count >= limit) return;
    count += 1;
    yield time;
  }
}
