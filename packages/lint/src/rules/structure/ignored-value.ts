import type { Rule } from '../rule.ts';

/** Argo reads a list or an object as the empty string here. */
export const ignoredValue: Rule = {
  id: 'structure/ignored-value',
  severity: 'warning',
  summary: 'A parameter value is a string, number or truth value.',
  *check({ problems }) {
    for (const problem of problems) {
      if (problem.kind !== 'ignoredValue') continue;
      yield {
        path: problem.path,
        message: `Argo silently reads ${problem.found} as an empty string here.`,
        suggestion: 'Write it as a string that holds JSON.',
      };
    }
  },
};
