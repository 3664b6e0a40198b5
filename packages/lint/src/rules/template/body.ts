import { TEMPLATE_TYPES } from '@tiphys/models/facts';
import { hasBrokenField } from '../../view/broken-fields.ts';
import type { Rule } from '../rule.ts';

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
          ? `${capital(title)} has no body: one of ${TEMPLATE_TYPES.join(', ')}.`
          : `${capital(title)} has several bodies (${types.join(', ')}): only one is allowed.`;
      yield { path, part: 'key', message };
    }
  },
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
