import type { Rule } from '../../rule.ts';
import { suggest } from '../../suggestion.ts';

const STRATEGIES = ['OnPodCompletion', 'OnPodSuccess', 'OnWorkflowCompletion', 'OnWorkflowSuccess'];

/** @see https://argo-workflows.readthedocs.io/en/latest/fields/#podgc */
export const podGc: Rule = {
  id: 'workflow/pod-gc',
  severity: 'error',
  summary: 'The strategy of podGC is one that exists.',
  *check({ spec, specPath }) {
    const strategy = spec?.podGC?.strategy ?? '';
    if (strategy === '' || STRATEGIES.includes(strategy)) return;
    yield {
      path: [...specPath, 'podGC', 'strategy'],
      message: `There is no strategy "${strategy}", only ${STRATEGIES.join(', ')}.`,
      ...suggest(strategy, STRATEGIES),
    };
  },
};
