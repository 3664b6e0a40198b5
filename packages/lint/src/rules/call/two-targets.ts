import type { Rule } from '../rule.ts';

/** Argo runs the inline template and silently ignores the other one. */
export const twoTargets: Rule = {
  id: 'call/two-targets',
  severity: 'warning',
  summary: 'A step or task with an inline template names no other.',
  *check({ allTemplates }) {
    for (const { calls } of allTemplates) {
      for (const { step, path, title } of calls) {
        if (!step.inline || (!step.template && !step.templateRef)) continue;
        yield {
          path: [...path, step.template ? 'template' : 'templateRef'],
          part: 'key',
          message: `This is ignored: ${title} has an inline template.`,
        };
      }
    }
  },
};
