import { quoteGo } from '@tiphys/go';
import type { CronWorkflow } from '@tiphys/models';
import { isTimezone } from '@tiphys/models/facts';
import { OperationError } from '../operation-error.ts';
import { parseSchedule } from './schedule/schedule.ts';

/** Names of the workflows end with a time: `-1615836720`. */
const LONGEST_NAME = 52;

/**
 * Returns Argo's message for the first mistake of a CronWorkflow, or undefined. The spec of its workflow is not looked at.
 * See docs/semantics/validation.md#cron-workflows.
 */
export function findCronProblem({ metadata, spec }: CronWorkflow): string | undefined {
  const { name = '' } = metadata;
  if (name.length > LONGEST_NAME)
    return `cron workflow name ${quoteGo(name)} must not be more than ${LONGEST_NAME} characters long (currently ${name.length})`;
  const schedules = spec.schedules ?? [];
  if (schedules.length === 0) return 'cron workflow must have at least one schedule';
  for (const schedule of schedules) {
    const problem = findScheduleProblem(schedule);
    if (problem !== undefined) return `cron schedule ${schedule} is malformed: ${problem}`;
  }
  if (spec.timezone && !isTimezone(spec.timezone))
    return `invalid timezone ${quoteGo(spec.timezone)}: unknown time zone ${spec.timezone}`;
  const policy: string = spec.concurrencyPolicy ?? '';
  if (!['', 'Allow', 'Forbid', 'Replace'].includes(policy))
    return `'${policy}' is not a valid concurrencyPolicy`;
  if ((spec.startingDeadlineSeconds ?? 0) < 0) return 'startingDeadlineSeconds must be positive';
  return undefined;
}

function findScheduleProblem(schedule: string): string | undefined {
  try {
    parseSchedule(schedule);
    return undefined;
  } catch (error) {
    if (error instanceof OperationError) return error.argoMessage;
    throw error;
  }
}
