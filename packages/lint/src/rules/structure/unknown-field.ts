import type { Rule } from '../../rule.ts';
import { suggest } from '../../suggestion.ts';

/** Argo's strict reading knows no other fields; without it they would be dropped in silence. */
export const unknownField: Rule = {
  id: 'structure/unknown-field',
  severity: 'error',
  shallow: true,
  summary: 'Every field is one that Argo knows.',
  *check({ problems }) {
    for (const problem of problems) {
      if (problem.kind !== 'unknownField') continue;
      const { path, field, known } = problem;
      yield { path, part: 'key', message: `Argo knows no field "${field}" here.`, ...suggest(field, known) };
    }
  },
};
