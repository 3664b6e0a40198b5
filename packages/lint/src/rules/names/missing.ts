import { namedLists } from '../../view/named-lists.ts';
import type { Rule } from '../rule.ts';

/** References are resolved by name. */
export const missingName: Rule = {
  id: 'names/missing',
  severity: 'error',
  summary: 'Templates, steps, tasks, parameters and artifacts have names.',
  *check(subject) {
    for (const { what, items } of namedLists(subject)) {
      for (const { name, path } of items) {
        if (name === '') yield { path, part: 'key', message: `This ${what} needs a "name".` };
      }
    }
  },
};
