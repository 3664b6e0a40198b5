import type { Rule } from '../rule.ts';
import { suggest } from '../suggestion.ts';
import { anyOf } from '../wording.ts';

const POLICIES = ['Always', 'OnFailure', 'OnError', 'OnTransientError'];

/**
 * Argo knows four policies: Always, OnFailure, OnError and OnTransientError.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/retries/#retry-policies
 */
export const retryPolicy: Rule = {
  id: 'template/retry-policy',
  severity: 'error',
  shallow: true,
  summary: 'The retry policy of a template exists.',
  *check({ allTemplates }) {
    for (const { template, path } of allTemplates) {
      const policy = template.retryStrategy?.retryPolicy ?? '';
      if (policy === '' || POLICIES.includes(policy)) continue;
      yield {
        path: [...path, 'retryStrategy', 'retryPolicy'],
        message: `Retry policy "${policy}" does not exist: use ${anyOf(POLICIES)}.`,
        ...suggest(policy, POLICIES),
      };
    }
  },
};
