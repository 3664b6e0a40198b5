import type { Rule } from '../../rule.ts';
import { suggest } from '../../suggestion.ts';

/** Argo's strict reading refuses other fields, but for what lies below a step: there they are dropped in silence. */
export const unknownField: Rule = {
  id: 'structure/unknown-field',
  severity: 'error',
  shallow: true,
  summary: 'Every field is one that Argo knows.',
  *check({ problems }) {
    for (const problem of problems) {
      if (problem.kind !== 'unknownField') continue;
      const { path, field, known, isDropped } = problem;
      yield {
        path,
        part: 'key',
        severity: isDropped ? 'warning' : 'error',
        message: `Argo knows no field "${field}" here.`,
        ...suggest(field, known),
      };
    }
  },
};
