import type { Rule } from '../rule.ts';

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
          yield { path, message: `Only one of withItems, withParam and withSequence may be in ${title}.` };
        } else if (withSequence?.count !== undefined && withSequence.end !== undefined) {
          yield {
            path: [...path, 'withSequence'],
            part: 'key',
            message: 'A sequence has either "count" or "end", not both.',
          };
        }
      }
    }
  },
};
