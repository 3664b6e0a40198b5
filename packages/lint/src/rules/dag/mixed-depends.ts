import type { Rule } from '../rule.ts';

/** `depends` can express everything that `dependencies` and `continueOn` can. */
export const mixedDepends: Rule = {
  id: 'dag/mixed-depends',
  severity: 'error',
  summary: 'A dag that uses "depends" uses neither "dependencies" nor "continueOn".',
  *check({ allTemplates }) {
    for (const { template, calls } of allTemplates) {
      if (!template.dag || !calls.some(({ step }) => step.depends)) continue;
      for (const { step, path } of calls) {
        if (step.dependencies?.length) {
          yield {
            path: [...path, 'dependencies'],
            part: 'key',
            message: 'Other tasks of this dag use "depends": use it here too.',
          };
        }
        if (step.continueOn) {
          const message =
            'This dag uses "depends", so "continueOn" has no place: let the next task depend on "task.Failed".';
          yield { path: [...path, 'continueOn'], part: 'key', message };
        }
      }
    }
  },
};
