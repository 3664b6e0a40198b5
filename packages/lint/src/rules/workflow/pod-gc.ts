import type { Rule } from '../rule.ts';
import { suggest } from '../suggestion.ts';
import { anyOf } from '../wording.ts';

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
      const message = `Strategy "${strategy}" does not exist: use ${anyOf(STRATEGIES)}.`;
      yield { path: [...at, 'strategy'], message, ...suggest(strategy, STRATEGIES) };
    }
    for (const [index, { operator = '', values = [] }] of (labelSelector?.matchExpressions ?? []).entries()) {
      const path = [...at, 'labelSelector', 'matchExpressions', index];
      const wantsValues = operator === 'In' || operator === 'NotIn';
      if (!OPERATORS.includes(operator)) {
        const message = `Operator "${operator}" does not exist: use ${anyOf(OPERATORS)}.`;
        yield { path: [...path, 'operator'], message, ...suggest(operator, OPERATORS) };
      } else if (wantsValues !== values.length > 0) {
        yield {
          path,
          message: `Operator "${operator}" ${wantsValues ? 'needs at least one value' : 'takes no values'}.`,
        };
      }
    }
  },
};
