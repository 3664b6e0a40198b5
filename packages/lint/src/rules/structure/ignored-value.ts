import type { Rule } from '../../rule.ts';

/** Argo decodes a parameter's value leniently: what is no scalar counts as absent. */
export const ignoredValue: Rule = {
  id: 'structure/ignored-value',
  severity: 'warning',
  summary: 'A parameter value is a string, number or truth value.',
  *check({ problems }) {
    for (const problem of problems) {
      if (problem.kind !== 'ignoredValue') continue;
      yield {
        path: problem.path,
        message: `Argo ignores ${problem.found} in this place without a word.`,
        suggestion: 'Write it as a string that holds JSON.',
      };
    }
  },
};
