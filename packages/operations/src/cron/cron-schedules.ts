import type { CronWorkflow } from '@tiphys/models';
import { CRON_NAMES } from '../well-known-names.ts';
import { parseSchedule, type Schedule } from './schedule/schedule.ts';

/** Returns the schedules of a CronWorkflow as texts, with its time zone in front of each. */
function scheduleTexts({ spec }: CronWorkflow): readonly string[] {
  return (spec.schedules ?? []).map((schedule) =>
    spec.timezone ? `CRON_TZ=${spec.timezone} ${schedule}` : schedule,
  );
}

/**
 * Returns the schedules of a CronWorkflow in its time zone, or else in the given one.
 *
 * @throws {OperationError} `OPERATIONS_SCHEDULE`
 */
export function schedulesOf(cron: CronWorkflow, zone: string): readonly Schedule[] {
  return scheduleTexts(cron).map((text) => parseSchedule(text, zone));
}

/** Tells whether the schedule has changed since the CronWorkflow ran last. Then no missed time counts. */
export function hasNewSchedule(cron: CronWorkflow): boolean {
  return cron.metadata.annotations?.[CRON_NAMES.lastUsedSchedule] !== scheduleTexts(cron).join(',');
}

/** Returns a CronWorkflow that remembers its schedule. */
export function rememberSchedule(cron: CronWorkflow): CronWorkflow {
  if (!hasNewSchedule(cron)) return cron;
  const annotations = {
    ...cron.metadata.annotations,
    [CRON_NAMES.lastUsedSchedule]: scheduleTexts(cron).join(','),
  };
  return { ...cron, metadata: { ...cron.metadata, annotations } };
}
