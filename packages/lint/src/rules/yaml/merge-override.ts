import { isOfArgo } from '../../read/argo-document.ts';
import type { TextRule } from '../text-rule.ts';

/** go-yaml counts such a key twice, and Argo's strict reader drops the document. */
export const mergeOverride: TextRule = {
  id: 'yaml/merge-override',
  severity: 'error',
  summary: 'No key is both in a mapping and in what "<<" merges into it.',
  *check({ documents }, target) {
    for (const one of documents) {
      if (!isOfArgo(one, target)) continue;
      for (const { key, line, column } of one.document.findMergeOverrides?.() ?? []) {
        yield {
          place: { line, column },
          message: `Key "${key}" is in this mapping and in what "<<" merges into it: Argo counts it twice and drops the document.`,
          suggestion: 'Write the mapping without "<<", or merge only keys that it does not have.',
        };
      }
    }
  },
};
