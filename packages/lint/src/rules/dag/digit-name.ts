import type { Rule } from '../../rule.ts';

/** `depends` is an expression, in which names do not begin so. */
export const digitName: Rule = {
  id: 'dag/digit-name',
  severity: 'error',
  summary: 'Names of tasks begin with a letter where tasks depend on each other.',
  *check({ allTemplates }) {
    for (const { template, calls } of allTemplates) {
      if (!template.dag || calls.every(({ dependencies }) => dependencies.length === 0)) continue;
      for (const { step, path, title } of calls) {
        if (!/^[0-9]/.test(step.name ?? '')) continue;
        yield {
          path: [...path, 'name'],
          message: `The name of ${title} must not begin with a digit in a dag with dependencies.`,
        };
      }
    }
  },
};
