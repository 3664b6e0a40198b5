import type { Rule } from '../rule.ts';

/** Argo's linter accepts it, and the run ends with "missing specification". */
export const emptySteps: Rule = {
  id: 'call/empty-steps',
  severity: 'error',
  ignoredByArgo: true,
  summary: 'A steps template has steps.',
  *check({ allTemplates }) {
    for (const { template, path, title } of allTemplates) {
      if (template.steps?.length === 0)
        yield { path: [...path, 'steps'], message: `Without steps, ${title} ends in an error.` };
    }
  },
};
