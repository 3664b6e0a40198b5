import { TEMPLATE_TYPES } from '@tiphys/models/facts';
import { hasBrokenField } from '../../view/broken-fields.ts';
import type { Rule } from '../rule.ts';
import { allOf, anyOf, capital, quoted } from '../wording.ts';

/** The body decides what a template does. */
export const templateBody: Rule = {
  id: 'template/body',
  severity: 'error',
  shallow: true,
  summary: 'A template has exactly one body.',
  *check(subject) {
    for (const { path, title, types } of subject.allTemplates) {
      if (types.length === 1 || (types.length === 0 && hasBrokenField(subject, path))) continue;
      const message =
        types.length === 0
          ? `${capital(title)} has no body: add ${anyOf(TEMPLATE_TYPES.map(quoted))}.`
          : `${capital(title)} can have only one of ${allOf(types.map(quoted))}.`;
      yield { path, part: 'key', message };
    }
  },
};
