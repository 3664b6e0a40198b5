import { namedLists } from '../../view/named-lists.ts';
import type { Rule } from '../rule.ts';
import { capital } from '../wording.ts';

/** References are resolved by name. */
export const duplicateName: Rule = {
  id: 'names/duplicate',
  severity: 'error',
  summary: 'Names are unique in each list of templates, steps, tasks, parameters or artifacts.',
  *check(subject) {
    for (const { what, items } of namedLists(subject)) {
      const seen = new Set<string>();
      for (const { name, path } of items) {
        if (name !== '' && seen.has(name)) {
          yield { path: [...path, 'name'], message: `${capital(what)} "${name}" already exists above.` };
        }
        seen.add(name);
      }
    }
  },
};
