import { fieldsOf } from '../../read/argo-document.ts';
import type { TextRule } from '../text-rule.ts';

/** A document without a kind cannot be checked. Nothing is reported for files that were found in a folder. */
export const noKind: TextRule = {
  id: 'object/no-kind',
  severity: 'warning',
  summary: 'Every document has a kind.',
  *check({ documents, isFound }) {
    if (isFound) return;
    for (const one of documents) {
      if (typeof fieldsOf(one).kind === 'string') continue;
      yield {
        place: one.document.locate([]),
        ...(one.exportName === undefined ? {} : { exportName: one.exportName }),
        message: 'The document has no "kind", so it was not checked.',
      };
    }
  },
};
