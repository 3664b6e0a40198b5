import type { TextRule } from '../text-rule.ts';

/** Argo and Kubernetes read only UTF-8. */
export const yamlEncoding: TextRule = {
  id: 'yaml/encoding',
  severity: 'error',
  summary: 'Files are UTF-8.',
  *check({ problems }) {
    for (const { kind, line, column } of problems) {
      if (kind !== 'encoding') continue;
      yield {
        place: { line, column },
        message: 'This byte is not valid UTF-8, so the file was not checked.',
        suggestion: 'Save the file as UTF-8.',
      };
    }
  },
};
