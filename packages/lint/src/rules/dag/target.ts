import type { Rule } from '../../rule.ts';
import { suggest } from '../../suggestion.ts';

/** Several targets are separated by single blanks. */
export const dagTarget: Rule = {
  id: 'dag/unknown-target',
  severity: 'error',
  summary: 'The targets of a dag are tasks of it.',
  *check({ allTemplates }) {
    for (const { template, path, callsByName } of allTemplates) {
      const target = template.dag?.target ?? '';
      if (target === '') continue;
      for (const name of target.split(' ')) {
        if (callsByName.has(name) || name.includes('{{') || name.includes('}}')) continue;
        yield {
          path: [...path, 'dag', 'target'],
          message: `There is no task "${name}".`,
          ...suggest(name, callsByName.keys()),
        };
      }
    }
  },
};
