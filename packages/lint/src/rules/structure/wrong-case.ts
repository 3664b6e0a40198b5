import type { Rule } from '../rule.ts';

/** Argo's linter ignores case inside steps, but the API server drops such fields. */
export const wrongCase: Rule = {
  id: 'structure/wrong-case',
  severity: 'warning',
  summary: 'Fields are written in the case that Argo gives them.',
  *check({ problems }) {
    for (const problem of problems) {
      if (problem.kind !== 'wrongCase') continue;
      const { path, field, known } = problem;
      yield {
        path,
        part: 'key',
        message: `Field "${field}" is dropped by the API server, because its case is wrong.`,
        suggestion: `Did you mean "${known}"?`,
      };
    }
  },
};
