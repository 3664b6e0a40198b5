import type { Rule } from '../rule.ts';
import { allOf, anyOf, quoted } from '../wording.ts';

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
      const { path, definition, fields, present } = problem;
      const message =
        present.length === 0
          ? `${definition} needs one of ${anyOf(fields.map(quoted))}.`
          : `${definition} can have only one of ${allOf(present.map(quoted))}.`;
      yield { path, part: 'key', message };
    }
  },
};
