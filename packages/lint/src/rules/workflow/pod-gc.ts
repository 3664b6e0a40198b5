import type { Rule } from '../rule.ts';
import { suggest } from '../suggestion.ts';

const STRATEGIES = ['OnPodCompletion', 'OnPodSuccess', 'OnWorkflowCompletion', 'OnWorkflowSuccess'];

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

/**
 * Argo refuses a strategy that it does not know and a selector that it cannot parse.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/fields/#podgc
 */
export const podGc: Rule = {
  id: 'workflow/pod-gc',
  severity: 'error',
  summary: 'The strategy of podGC exists, and its selector can be parsed.',
  *check({ spec, specPath }) {
    const { strategy = '', labelSelector } = spec?.podGC ?? {};
    const at = [...specPath, 'podGC'];
    if (strategy !== '' && !STRATEGIES.includes(strategy)) {
      const message = `There is no strategy "${strategy}", only ${STRATEGIES.join(', ')}.`;
      yield { path: [...at, 'strategy'], message, ...suggest(strategy, STRATEGIES) };
    }
    for (const [index, { operator = '', values = [] }] of (labelSelector?.matchExpressions ?? []).entries()) {
      const path = [...at, 'labelSelector', 'matchExpressions', index];
      const wantsValues = operator === 'In' || operator === 'NotIn';
      if (!OPERATORS.includes(operator)) {
        const message = `There is no operator "${operator}", only ${OPERATORS.join(', ')}.`;
        yield { path: [...path, 'operator'], message, ...suggest(operator, OPERATORS) };
      } else if (wantsValues !== values.length > 0) {
        yield {
          path,
          message: `The operator "${operator}" takes ${wantsValues ? 'at least one value' : 'no values'}.`,
        };
      }
    }
  },
};
