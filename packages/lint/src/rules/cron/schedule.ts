import { findCronFault } from '../../cron-schedule.ts';
import type { Rule } from '../../rule.ts';

/** @see https://pkg.go.dev/github.com/robfig/cron/v3 */
export const cronSchedule: Rule = {
  id: 'cron/schedule',
  severity: 'error',
  summary: 'A CronWorkflow has schedules that can be read.',
  *check({ cron }) {
    if (!cron) return;
    const { schedules = [] } = cron;
    if (schedules.length === 0) {
      yield { path: ['spec', 'schedules'], message: 'A CronWorkflow needs at least one schedule.' };
    }
    for (const [index, schedule] of schedules.entries()) {
      const fault = findCronFault(schedule);
      if (fault)
        yield {
          path: ['spec', 'schedules', index],
          message: `The schedule "${schedule}" cannot be read: ${fault}.`,
        };
    }
  },
};
