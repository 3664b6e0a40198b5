import type { Rule } from '../rule.ts';
import { capital } from '../wording.ts';

/** Argo does not treat an empty `withItems` as a loop. An empty list that comes from a parameter works. */
export const emptyLoop: Rule = {
  id: 'call/empty-loop',
  severity: 'error',
  ignoredByArgo: true,
  summary: 'A loop has a list of items, and a literal list is not empty.',
  *check({ allTemplates }) {
    for (const { calls } of allTemplates) {
      for (const { step, path, title } of calls) {
        const { withItems, withParam = '', withSequence } = step;
        if (withItems?.length === 0) {
          const message = `${capital(title)} has an empty "withItems", so it runs once and {{item}} is left as is.`;
          yield {
            path: [...path, 'withItems'],
            severity: 'warning',
            message,
            suggestion: 'To run nothing, use withParam: "[]".',
          };
        }
        if (withParam !== '' && !withParam.includes('{{') && !isJsonList(withParam)) {
          yield {
            path: [...path, 'withParam'],
            message: '"withParam" is not a JSON list, so the loop fails.',
          };
        }
        if (withSequence && withSequence.count === undefined && withSequence.end === undefined) {
          yield {
            path: [...path, 'withSequence'],
            part: 'key',
            message: '"withSequence" needs "count" or "end".',
          };
        }
      }
    }
  },
};

function isJsonList(text: string): boolean {
  try {
    return Array.isArray(JSON.parse(text));
  } catch {
    return false;
  }
}
