import type { Rule } from '../rule.ts';

/** Argo runs the inline template and silently ignores the other one. */
export const twoTargets: Rule = {
  id: 'call/two-targets',
  severity: 'warning',
  summary: 'A step or task with an inline template does not name another one.',
  *check({ allTemplates }) {
    for (const { calls } of allTemplates) {
      for (const { step, path, title } of calls) {
        if (!step.inline || (!step.template && !step.templateRef)) continue;
        const field = step.template ? 'template' : 'templateRef';
        yield {
          path: [...path, field],
          part: 'key',
          message: `"${field}" is ignored, because ${title} has an inline template.`,
        };
      }
    }
  },
};
