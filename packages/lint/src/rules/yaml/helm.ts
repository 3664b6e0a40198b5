import type { TextRule } from '../text-rule.ts';

/** Argo skips files that it cannot read among others, so a template that was found in a folder is only worth a warning. */
export const helmTemplate: TextRule = {
  id: 'yaml/helm',
  severity: 'error',
  summary: 'The text is a manifest, not the Helm template of one.',
  *check({ problems, isFound }) {
    for (const { kind, line, column } of problems) {
      if (kind !== 'helm') continue;
      yield {
        place: { line, column },
        ...(isFound && { severity: 'warning' }),
        message: 'This looks like a Helm template, so nothing in it was checked.',
        suggestion: 'Render it with `helm template` first, and check the result.',
      };
    }
  },
};
