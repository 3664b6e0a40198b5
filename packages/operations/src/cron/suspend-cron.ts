import type { CronWorkflow } from '@tiphys/models';
import { changeFields } from '../change-fields.ts';

/** Returns a CronWorkflow that starts nothing, as `argo cron suspend` writes it. */
export function suspendCron(cron: CronWorkflow): CronWorkflow {
  return { ...cron, spec: { ...cron.spec, suspend: true } };
}

/** Returns a CronWorkflow that starts workflows again, as `argo cron resume` writes it. */
export function resumeCron(cron: CronWorkflow): CronWorkflow {
  return { ...cron, spec: changeFields(cron.spec, { suspend: undefined }) };
}
