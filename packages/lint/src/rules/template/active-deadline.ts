import type { Rule } from '../rule.ts';

/** Steps and dags have no deadline of their own: they end with what they run. */
export const activeDeadline: Rule = {
  id: 'template/active-deadline',
  severity: 'error',
  summary: 'A deadline is a number that is not negative, on a template that runs something itself.',
  *check({ allTemplates }) {
    for (const view of allTemplates) {
      const { activeDeadlineSeconds } = view.template;
      if (activeDeadlineSeconds === undefined) continue;
      const path = [...view.path, 'activeDeadlineSeconds'];
      if (view.type === 'steps' || view.type === 'dag') {
        yield {
          path,
          part: 'key',
          message: `"activeDeadlineSeconds" is not allowed in a ${view.type} template.`,
        };
      } else if (view.type && !isDeadline(activeDeadlineSeconds)) {
        yield {
          path,
          message: '"activeDeadlineSeconds" must be a number of seconds that is not negative, or a tag.',
        };
      }
    }
  },
};

function isDeadline(value: number | string): boolean {
  if (typeof value === 'number') return value >= 0;
  return /^\d+$/.test(value) || value.includes('{{');
}
