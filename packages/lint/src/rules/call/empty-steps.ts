import type { Rule } from '../rule.ts';
import { capital } from '../wording.ts';

/** Argo's linter accepts it, and the run ends with "missing specification". */
export const emptySteps: Rule = {
  id: 'call/empty-steps',
  severity: 'error',
  ignoredByArgo: true,
  summary: 'A steps template has steps.',
  *check({ allTemplates }) {
    for (const { template, path, title } of allTemplates) {
      if (template.steps?.length === 0)
        yield {
          path: [...path, 'steps'],
          message: `${capital(title)} has no steps, so it ends in an error.`,
        };
    }
  },
};
