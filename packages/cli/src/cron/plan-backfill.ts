import type { CronWorkflow, Workflow } from '@tiphys/models';
import type { BackfillPeriod } from '@tiphys/operations';

/** Which times a CronWorkflow runs for, and how. */
export interface Backfill {
  readonly period: BackfillPeriod;
  readonly now: Date;
  /** The name of the backfill. */
  readonly name: string;
  /** Whether all workflows run at the same time. */
  readonly isParallel: boolean;
  /** The parameter that gets the scheduled time. */
  readonly argumentName?: string;
}

/**
 * Returns the workflows that run a CronWorkflow for times in the past. With a mutex, they wait for each other.
 *
 * @throws OperationError `OPERATIONS_SCHEDULE`, `OPERATIONS_BACKFILL`
 */
export async function planBackfill(
  cron: CronWorkflow,
  { period, now, name, argumentName }: Backfill,
  { mutex }: { readonly mutex: boolean },
): Promise<readonly Workflow[]> {
  const { backfillTimes, backfillWorkflow } = await import('@tiphys/operations');
  return backfillTimes(cron, period).map((time) =>
    backfillWorkflow(cron, { name, time, now, parallel: !mutex, ...(argumentName && { argumentName }) }),
  );
}
