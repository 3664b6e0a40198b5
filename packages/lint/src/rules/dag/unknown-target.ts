import { hasPlaceholder } from '../../view/fill-tags.ts';
import type { Rule } from '../rule.ts';
import { suggest } from '../suggestion.ts';

/** Argo runs the targets and what they depend on. The names are separated by single spaces. */
export const dagTarget: Rule = {
  id: 'dag/unknown-target',
  severity: 'error',
  summary: 'The targets of a dag are its own tasks.',
  *check({ allTemplates }) {
    for (const { template, path, callsByName } of allTemplates) {
      const target = template.dag?.target ?? '';
      if (target === '' || target.includes('{{=')) continue;
      const at = [...path, 'dag', 'target'];
      for (const name of target.split(' ')) {
        if (callsByName.has(name) || TAG.test(name)) continue;
        if (hasPlaceholder(name)) {
          yield {
            path: at,
            message: 'Argo needs the targets before the workflow runs, and a tag in here has no value yet.',
            suggestion: 'Use a workflow parameter that has a value.',
          };
        } else
          yield { path: at, message: `There is no task "${name}".`, ...suggest(name, callsByName.keys()) };
      }
    }
  },
};

/** What Argo leaves to the run: a tag without a value, which the search for unknown variables finds. */
const TAG = /\{\{[-a-zA-Z0-9]+(?:\.[-a-zA-Z0-9_]+)*\}\}/;
