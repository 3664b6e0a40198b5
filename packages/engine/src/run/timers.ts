import { schedule } from './activity.ts';
import type { Run, Timer } from './run.ts';

/** Has an activity react at a time, and asks to be called then. */
export function addTimer(run: Run, timer: Timer): void {
  let index = run.timers.length;
  while (index > 0 && (run.timers[index - 1]?.at ?? 0) > timer.at) index -= 1;
  run.timers.splice(index, 0, timer);
  run.commands.push({ kind: 'wakeAt', at: timer.at });
}

/** Schedules the activities whose time has come. */
export function fireTimers(run: Run): void {
  while (run.timers.length > 0) {
    const timer = run.timers[0];
    if (!timer || timer.at > run.now) return;
    run.timers.shift();
    schedule(run, timer.activity);
  }
}
