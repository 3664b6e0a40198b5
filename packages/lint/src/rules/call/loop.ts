import type { Rule } from '../rule.ts';
import { capital } from '../wording.ts';

/**
 * Argo refuses a loop with several sources, and a sequence without an end or with two.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/walk-through/loops/
 */
export const callLoop: Rule = {
  id: 'call/loop',
  severity: 'error',
  summary: 'A loop has one source, and a sequence one end.',
  *check({ allTemplates }) {
    for (const { calls } of allTemplates) {
      for (const { step, path, title } of calls) {
        const { withItems = [], withParam = '', withSequence } = step;
        const sources = [withItems.length > 0, withParam !== '', withSequence !== undefined].filter(
          Boolean,
        ).length;
        if (sources > 1) {
          yield {
            path,
            message: `${capital(title)} can have only one of "withItems", "withParam" and "withSequence".`,
          };
        } else if (withSequence?.count !== undefined && withSequence.end !== undefined) {
          yield {
            path: [...path, 'withSequence'],
            part: 'key',
            message: '"withSequence" has both "count" and "end": use one of them.',
          };
        }
      }
    }
  },
};
