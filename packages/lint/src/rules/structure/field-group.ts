import type { Rule } from '../rule.ts';

/** Objects whose groups have rules of their own. */
const CHECKED_ELSEWHERE: ReadonlySet<string> = new Set(['Template', 'WorkflowStep', 'DAGTask', 'Sequence']);

/** The custom resource definitions allow only one of these fields. */
export const fieldGroup: Rule = {
  id: 'structure/field-group',
  severity: 'warning',
  summary: 'Of fields that exclude each other, only one is set.',
  *check({ problems }) {
    for (const problem of problems) {
      if (problem.kind !== 'fieldGroup' || CHECKED_ELSEWHERE.has(problem.definition)) continue;
      const { path, fields, present } = problem;
      const message =
        present.length === 0
          ? `One of ${fields.join(', ')} is required here.`
          : `Only one of ${present.join(', ')} may be here.`;
      yield { path, part: 'key', message };
    }
  },
};
