import { schedule } from './activity.ts';
import type { RunState, Timer } from './run-state.ts';

/** Adds a timer, and requests an event at its time. */
export function addTimer(run: RunState, timer: Timer): void {
  let index = run.timers.length;
  while (index > 0 && (run.timers[index - 1]?.at ?? 0) > timer.at) index -= 1;
  run.timers.splice(index, 0, timer);
  run.commands.push({ kind: 'wakeAt', at: timer.at });
}

/** Schedules the activities whose timers have expired. */
export function fireTimers(run: RunState): void {
  while (run.timers.length > 0) {
    const timer = run.timers[0];
    if (!timer || timer.at > run.now) return;
    run.timers.shift();
    schedule(run, timer.activity);
  }
}
