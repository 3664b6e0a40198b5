import { valueAt } from './records.ts';
import type { RunState, Timer } from './run-state.ts';

/** Schedules an activity to react during the current event. Does nothing if there is no activity of this id. */
export function schedule(run: RunState, id: string): void {
  const activity = valueAt(run.activities, id);
  if (activity === undefined || activity.scheduled) return;
  activity.scheduled = true;
  while (run.agenda.length <= activity.depth) run.agenda.push([]);
  run.agenda[activity.depth]?.push(id);
}

/** Adds a timer, and requests an event at its time. */
export function addTimer(run: RunState, timer: Timer): void {
  const index = run.timers.findLastIndex(({ at }) => at <= timer.at) + 1;
  run.timers.splice(index, 0, timer);
  run.commands.push({ kind: 'wakeAt', at: timer.at });
}

/** Schedules the activities whose timers have expired. */
export function fireTimers(run: RunState): void {
  while (run.timers[0] !== undefined && run.timers[0].at <= run.now) {
    const timer = run.timers.shift();
    if (timer) schedule(run, timer.id);
  }
}
