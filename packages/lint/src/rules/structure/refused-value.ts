import type { Rule } from '../rule.ts';
import { suggest } from '../suggestion.ts';
import { capital } from '../wording.ts';

/** The API server checks the limits, enums and patterns of the full custom resource definitions. Argo's linter does not. */
export const refusedValue: Rule = {
  id: 'structure/refused-value',
  severity: 'warning',
  yieldsTo: [
    'names/invalid',
    'object/invalid-name',
    'template/retry-policy',
    'workflow/pod-gc',
    'cron/options',
  ],
  summary: 'Every value is one that the custom resource definitions allow.',
  *check({ problems }) {
    for (const problem of problems) {
      if (problem.kind !== 'refusedValue') continue;
      const { path, value, title, wanted, allowed } = problem;
      const hint = allowed ? suggest(value, allowed) : {};
      yield {
        path,
        message: `${capital(title)} is refused by the API server: it must ${wanted}.`,
        ...hint,
      };
    }
  },
};
