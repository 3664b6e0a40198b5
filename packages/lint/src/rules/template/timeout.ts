import { isLeaf } from '../../view/template-view.ts';
import type { Rule } from '../rule.ts';

/** A bare number is not a duration: it needs a unit, such as `30s`. Argo accepts some other invalid timeouts. */
export const templateTimeout: Rule = {
  id: 'template/timeout',
  severity: 'error',
  shallow: true,
  summary: 'A timeout is a duration, on a template that runs something itself.',
  *check({ allTemplates }) {
    for (const view of allTemplates) {
      for (const field of ['timeout', 'pendingTimeout'] as const) {
        const value = view.template[field] ?? '';
        if (value === '') continue;
        const path = [...view.path, field];
        if (view.type && !isLeaf(view)) {
          yield { path, part: 'key', message: `"${field}" is not allowed in a ${view.type} template.` };
        } else if (field === 'timeout' && /^[+-]?\d+$/.test(value)) {
          yield {
            path,
            message: `Timeout "${value}" is not a duration.`,
            suggestion: `Did you mean "${value}s"?`,
          };
        }
      }
    }
  },
};
