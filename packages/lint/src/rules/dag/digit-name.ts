import type { Rule } from '../rule.ts';

/** `depends` is an expression, and a name in an expression cannot begin with a digit. */
export const digitName: Rule = {
  id: 'dag/digit-name',
  severity: 'error',
  summary: 'In a dag with dependencies, names of tasks do not begin with a digit.',
  *check({ allTemplates }) {
    for (const { template, calls } of allTemplates) {
      const usesDepends = calls.some(({ step }) => step.depends);
      for (const { step, path, title } of template.dag ? calls : []) {
        if (!/^[0-9]/.test(step.name ?? '') || !(usesDepends || step.dependencies?.length)) continue;
        yield {
          path: [...path, 'name'],
          message: `The name of ${title} must not begin with a digit in a dag with dependencies.`,
        };
      }
    }
  },
};
