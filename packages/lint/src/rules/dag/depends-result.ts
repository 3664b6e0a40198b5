import { dependsResults } from '@tiphys/expression/language';
import { isLoop } from '../../view/template-view.ts';
import type { Rule } from '../rule.ts';
import { suggest } from '../suggestion.ts';
import { anyOf } from '../wording.ts';

/**
 * `AnySucceeded` and `AllFailed` refer to the items of a loop; other tasks have no items.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/enhanced-depends-logic/
 */
export const dependsResult: Rule = {
  id: 'dag/depends-result',
  severity: 'error',
  summary: 'Every result in "depends" exists, and only loops have AnySucceeded and AllFailed.',
  *check({ allTemplates }) {
    for (const { calls, callsByName } of allTemplates) {
      for (const { dependencies } of calls) {
        for (const { task, result, path } of dependencies) {
          if (result === undefined) continue;
          const other = callsByName.get(task);
          if (!dependsResults.includes(result)) {
            yield {
              path,
              message: `Result "${result}" does not exist: use ${anyOf(dependsResults)}.`,
              ...suggest(result, dependsResults),
            };
          } else if ((result === 'AnySucceeded' || result === 'AllFailed') && other && !isLoop(other)) {
            yield {
              path,
              message: `Result "${result}" is only for loops, and task "${task}" is not a loop.`,
            };
          }
        }
      }
    }
  },
};
