import { formatTime, GoTime, utc } from '@tiphys/go';
import type { CronWorkflow, Workflow } from '@tiphys/models';
import { OperationError } from '../operation-error.ts';
import { workflowFromCron } from './child-workflow.ts';
import { schedulesOf } from './cron-schedules.ts';
import { timesBetween } from './schedule/latest-time.ts';

/** Options of {@link backfillTimes}. */
export interface BackfillPeriod {
  /** Times after this one count. */
  readonly start: Date;
  /** Times up to and including this one count. */
  readonly end: Date;
  /**
   * How many times are allowed.
   *
   * @default 1000
   */
  readonly limit?: number;
  /**
   * The time zone where the CronWorkflow names none.
   *
   * @default 'UTC'
   */
  readonly zone?: string;
}

/**
 * Returns the times at which a CronWorkflow would have run in a period, in order.
 *
 * @throws {OperationError} `OPERATIONS_SCHEDULE`; `OPERATIONS_BACKFILL` if there are more times than `limit`
 */
export function backfillTimes(cron: CronWorkflow, period: BackfillPeriod): readonly Date[] {
  const { start, end, limit = 1000, zone = 'UTC' } = period;
  const times = new Set<number>();
  for (const schedule of schedulesOf(cron, zone))
    for (const time of timesBetween(schedule, start, end, limit + 1)) times.add(time.getTime());
  if (times.size <= limit) return [...times].sort((a, b) => a - b).map((time) => new Date(time));
  throw new OperationError(
    'OPERATIONS_BACKFILL',
    `there are more than ${limit} scheduled time${limit === 1 ? '' : 's'}`,
    {
      advice: 'Choose a shorter period or a larger limit',
    },
  );
}

/** Options of {@link backfillWorkflow}. */
export interface BackfillOptions {
  /** The name of the backfill, which all of its workflows carry in theirs. */
  readonly name: string;
  /** The scheduled time to make up for. */
  readonly time: Date;
  /** The current time, which the annotation of the workflow shows. */
  readonly now: Date;
  /**
   * The parameter that gets the scheduled time.
   *
   * @default 'cronScheduleTime'
   */
  readonly argumentName?: string;
  /** Whether the workflows may run at the same time. Otherwise they share a mutex. */
  readonly parallel?: boolean;
}

const HIGHEST_PRIORITY = 2_147_483_647;
const LONGEST_PREFIX = 242;

/**
 * Returns the workflow that makes up for one scheduled time, as `argo cron backfill` has it created. The parameter gets the time in the form
 * `2026-01-02 03:04:05 +0000 UTC`.
 */
export function backfillWorkflow(cron: CronWorkflow, options: BackfillOptions): Workflow {
  const { name, time, now, argumentName = 'cronScheduleTime', parallel = false } = options;
  const workflow = workflowFromCron(cron, now);
  const prefix = `${cron.metadata.name}-backfill-${name.toLowerCase()}`.slice(0, LONGEST_PREFIX);
  const { spec } = workflow;
  const parameters = [...(spec.arguments?.parameters ?? []), { name: argumentName, value: printTime(time) }];
  const exclusive = { priority: HIGHEST_PRIORITY, synchronization: { mutexes: [{ name }] } };
  return {
    ...workflow,
    metadata: { ...workflow.metadata, generateName: `${prefix}-` },
    spec: { ...spec, arguments: { ...spec.arguments, parameters }, ...(parallel ? {} : exclusive) },
  };
}

function printTime(time: Date): string {
  const moment = new GoTime(BigInt(time.getTime()) * 1_000_000n, utc);
  return formatTime(moment, '2006-01-02 15:04:05 -0700 MST');
}
