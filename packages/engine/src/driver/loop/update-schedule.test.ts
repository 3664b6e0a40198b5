import { expect, test } from 'vitest';
import type { Clock } from '../../contract/clock.ts';
import { UpdateSchedule } from './update-schedule.ts';

/** Returns a clock that is moved by hand. */
function handClock(): Clock & { moveTo(time: number): void } {
  let now = 0;
  let calls: { readonly time: number; readonly call: () => void }[] = [];
  return {
    now: () => now,
    callAt(time, call) {
      const entry = { time, call };
      calls.push(entry);
      return () => {
        calls = calls.filter((one) => one !== entry);
      };
    },
    moveTo(time) {
      now = time;
      const due = calls.filter((one) => one.time <= now);
      calls = calls.filter((one) => one.time > now);
      for (const { call } of due) call();
    },
  };
}

test('updates follow each other at the interval, unless one is hastened', () => {
  const clock = handClock();
  const times: number[] = [];
  const schedule = new UpdateSchedule(clock, 1000, () => times.push(clock.now()));
  schedule.request();
  clock.moveTo(500);
  schedule.request();
  expect(times).toEqual([0]);
  schedule.hasten();
  expect(times).toEqual([0, 500]);
  schedule.request();
  clock.moveTo(1400);
  expect(times).toEqual([0, 500]);
  clock.moveTo(1500);
  expect(times).toEqual([0, 500, 1500]);
});
