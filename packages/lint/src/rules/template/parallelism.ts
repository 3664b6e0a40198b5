import type { Rule } from '../rule.ts';

/** Only a template that starts others can limit how many run at a time. */
export const templateParallelism: Rule = {
  id: 'template/parallelism',
  severity: 'error',
  summary: 'Only steps and dag templates limit their parallelism.',
  *check({ allTemplates }) {
    for (const { template, path, type } of allTemplates) {
      if (template.parallelism === undefined || !type || type === 'steps' || type === 'dag') continue;
      yield {
        path: [...path, 'parallelism'],
        part: 'key',
        message: `"parallelism" is not allowed in a ${type} template: set it in a steps or dag template, or in the spec.`,
      };
    }
  },
};
