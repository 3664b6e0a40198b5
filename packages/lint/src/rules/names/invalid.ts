import { namedLists } from '../../named-lists.ts';
import type { Rule } from '../../rule.ts';

const WORD = /^[a-zA-Z0-9][-a-zA-Z0-9]*$/;
const WORD_WITH_UNDERSCORE = /^[-a-zA-Z0-9_]+$/;
const MAX_LENGTH = 128;

/** References go by these names. */
export const invalidName: Rule = {
  id: 'names/invalid',
  severity: 'error',
  summary: 'Names consist of the characters that Argo allows.',
  *check(subject) {
    for (const { what, items, allowsUnderscore, allowsTags } of namedLists(subject)) {
      const pattern = allowsUnderscore ? WORD_WITH_UNDERSCORE : WORD;
      for (const { name, path } of items) {
        if (name === '' || (allowsTags && name.includes('{{'))) continue;
        if (!pattern.test(name)) {
          const allowed = allowsUnderscore
            ? 'letters, digits, "-" and "_"'
            : 'letters, digits and "-", and begins with a letter or digit';
          yield {
            path: [...path, 'name'],
            message: `"${name}" is no name for this ${what}: it consists of ${allowed}.`,
          };
        } else if (!allowsUnderscore && name.length > MAX_LENGTH) {
          yield {
            path: [...path, 'name'],
            message: `The name of a ${what} may have ${MAX_LENGTH} characters; this one has ${name.length}.`,
          };
        }
      }
    }
  },
};
