import { fieldsOf } from '../../read/argo-document.ts';
import type { TextRule } from '../text-rule.ts';

/** Files that were found in a folder hold documents of all sorts. */
export const noKind: TextRule = {
  id: 'object/no-kind',
  severity: 'warning',
  summary: 'Every document names its kind.',
  *check({ documents, isFound }) {
    if (isFound) return;
    for (const one of documents) {
      if (typeof fieldsOf(one).kind === 'string') continue;
      yield {
        place: one.document.locate([]),
        ...(one.exportName === undefined ? {} : { exportName: one.exportName }),
        message: 'This document has no "kind", so nothing in it was checked.',
      };
    }
  },
};
