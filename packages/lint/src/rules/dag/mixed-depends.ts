import type { Rule } from '../rule.ts';
import { capital } from '../wording.ts';

/** `depends` can express everything that `dependencies` and `continueOn` can. */
export const mixedDepends: Rule = {
  id: 'dag/mixed-depends',
  severity: 'error',
  summary: 'A dag that uses "depends" uses neither "dependencies" nor "continueOn".',
  *check({ allTemplates }) {
    for (const { template, calls } of allTemplates) {
      if (!template.dag || !calls.some(({ step }) => step.depends)) continue;
      for (const { step, path, title } of calls) {
        if (step.dependencies?.length) {
          yield {
            path: [...path, 'dependencies'],
            part: 'key',
            message: `${capital(title)} has "dependencies", but other tasks of this dag use "depends": use "depends" here too.`,
          };
        }
        if (step.continueOn) {
          const message = `${capital(title)} cannot have "continueOn" in a dag that uses "depends": let the next task depend on "${step.name}.Failed" too.`;
          yield { path: [...path, 'continueOn'], part: 'key', message };
        }
      }
    }
  },
};
