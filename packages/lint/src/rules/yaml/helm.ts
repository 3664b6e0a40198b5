import type { TextRule } from '../text-rule.ts';

/**
 * A Helm template has to be rendered before it can be checked. Argo skips files that it cannot read, so one that was found in a folder
 * is only a warning.
 */
export const helmTemplate: TextRule = {
  id: 'yaml/helm',
  severity: 'error',
  summary: 'The text is a manifest, not a Helm template.',
  *check({ problems, isFound }) {
    for (const { kind, line, column } of problems) {
      if (kind !== 'helm') continue;
      yield {
        place: { line, column },
        ...(isFound && { severity: 'warning' }),
        message: 'This looks like a Helm template, so it was not checked.',
        suggestion: 'Render it with "helm template" first, and lint the result.',
      };
    }
  },
};
