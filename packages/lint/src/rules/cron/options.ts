import { isTimezone } from '@tiphys/models/facts';
import type { Rule } from '../rule.ts';
import { suggest } from '../suggestion.ts';
import { anyOf } from '../wording.ts';

const POLICIES = ['Allow', 'Forbid', 'Replace'];

/**
 * Argo refuses options that it does not know.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/cron-workflows/#cronworkflow-options
 */
export const cronOptions: Rule = {
  id: 'cron/options',
  severity: 'error',
  summary: 'The time zone, concurrency policy and starting deadline of a CronWorkflow are valid.',
  *check({ cron }) {
    if (!cron) return;
    const { timezone = '', concurrencyPolicy = '', startingDeadlineSeconds = 0 } = cron;
    if (!isTimezone(timezone)) {
      yield { path: ['spec', 'timezone'], message: `Time zone "${timezone}" does not exist.` };
    }
    if (concurrencyPolicy !== '' && !POLICIES.includes(concurrencyPolicy)) {
      yield {
        path: ['spec', 'concurrencyPolicy'],
        message: `Concurrency policy "${concurrencyPolicy}" does not exist: use ${anyOf(POLICIES)}.`,
        ...suggest(concurrencyPolicy, POLICIES),
      };
    }
    if (startingDeadlineSeconds < 0) {
      yield {
        path: ['spec', 'startingDeadlineSeconds'],
        message: '"startingDeadlineSeconds" must not be negative.',
      };
    }
  },
};
