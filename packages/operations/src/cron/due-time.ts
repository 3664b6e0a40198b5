import type { CronWorkflow } from '@tiphys/models';
import { hasNewSchedule, schedulesOf } from './cron-schedules.ts';
import { latestTime } from './schedule/latest-time.ts';
import { nextTime } from './schedule/next-time.ts';
import type { Schedule } from './schedule/schedule.ts';

/**
 * Returns when a CronWorkflow runs next after a time, or undefined if it never does. Whether it is suspended does not matter. Times of
 * `@every` follow its last run, or else its creation.
 *
 * @param zone the time zone where neither the CronWorkflow nor the schedule names one; Argo's controller usually runs in UTC
 * @throws {OperationError} `OPERATIONS_SCHEDULE`
 */
export function nextCronTime(cron: CronWorkflow, after: Date, zone = 'UTC'): Date | undefined {
  const times = schedulesOf(cron, zone)
    .map((schedule) => nextTime(schedule, startOf(schedule, cron, after)))
    .filter((time) => time !== undefined);
  return times.sort((a, b) => a.getTime() - b.getTime())[0];
}

/** Returns the time to count from to find the first time after another one. */
function startOf(schedule: Schedule, { metadata, status }: CronWorkflow, after: Date): Date {
  if (schedule.kind === 'fields') return after;
  const start = new Date(status?.lastScheduledTime ?? metadata.creationTimestamp ?? after);
  return latestTime(schedule, start, new Date(after.getTime() + 1)) ?? start;
}

/**
 * Returns the latest time that a CronWorkflow missed and can still run, or undefined. It must have run before, with the same schedule, and
 * `startingDeadlineSeconds` must be set and not be over. See docs/semantics/cron-workflows.md#missed-times.
 *
 * @throws {OperationError} `OPERATIONS_SCHEDULE`
 */
export function missedTime(cron: CronWorkflow, now: Date, zone = 'UTC'): Date | undefined {
  const { lastScheduledTime } = cron.status ?? {};
  const { startingDeadlineSeconds } = cron.spec;
  if (!lastScheduledTime || startingDeadlineSeconds === undefined || hasNewSchedule(cron)) return undefined;
  for (const schedule of schedulesOf(cron, zone)) {
    const time = latestTime(schedule, new Date(lastScheduledTime), now);
    if (time !== undefined && now.getTime() < time.getTime() + startingDeadlineSeconds * 1000) return time;
  }
  return undefined;
}
