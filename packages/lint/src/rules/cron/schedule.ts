import { fieldSpan, knowsField } from '@tiphys/convert';
import { findCronFault, formatPath } from '@tiphys/models/facts';
import type { StructureProblem } from '../../structure/structure-problem.ts';
import type { CronSpec } from '../../view/workflow-fields.ts';
import type { Finding, Rule } from '../rule.ts';

/**
 * Argo cannot start a CronWorkflow whose schedule it cannot parse.
 *
 * @see https://pkg.go.dev/github.com/robfig/cron/v3
 */
export const cronSchedule: Rule = {
  id: 'cron/schedule',
  severity: 'error',
  summary: 'The schedules of a CronWorkflow can be parsed.',
  *check({ cron, version, problems }) {
    if (!cron) return;
    const found = listSchedules(cron);
    if (found.length === 0 && !problems.some(isScheduleOfOtherVersion)) {
      const field = knowsField(fieldSpan('CronWorkflowSpec', 'schedules'), version)
        ? 'schedules'
        : 'schedule';
      yield { path: ['spec', field], message: `The CronWorkflow has no schedule: add "${field}".` };
    }
    for (const { path, schedule } of found) {
      const fault = findCronFault(schedule);
      if (fault) yield { path, message: `Schedule "${schedule}" is invalid: ${fault}.` };
    }
  },
};

/** A schedule in the form of another version is an error of its own. */
function isScheduleOfOtherVersion(problem: StructureProblem): boolean {
  const { kind, path } = problem;
  return kind === 'unknownField' && /^spec\.schedules?$/.test(formatPath(path));
}

function listSchedules({
  schedule,
  schedules = [],
}: CronSpec): readonly (Pick<Finding, 'path'> & { readonly schedule: string })[] {
  const many = schedules.map((one, index) => ({ path: ['spec', 'schedules', index], schedule: one }));
  return schedule === undefined ? many : [{ path: ['spec', 'schedule'], schedule }, ...many];
}
