import type { Rule } from '../rule.ts';

/** Argo silently reads a list or an object as the empty string here. */
export const ignoredValue: Rule = {
  id: 'structure/ignored-value',
  severity: 'warning',
  summary: 'The value of a parameter is a string, a number or a boolean.',
  *check({ problems }) {
    for (const problem of problems) {
      if (problem.kind !== 'ignoredValue') continue;
      yield {
        path: problem.path,
        message: `Value is ${problem.found}, which Argo silently reads as an empty string.`,
        suggestion: 'Write it as JSON in a string.',
      };
    }
  },
};
