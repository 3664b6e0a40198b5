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
            message: '"target" has a tag without a value, and Argo needs it before the workflow runs.',
            suggestion: 'Use a workflow parameter that has a value.',
          };
        } else
          yield { path: at, message: `Task "${name}" does not exist.`, ...suggest(name, callsByName.keys()) };
      }
    }
  },
};

/** A tag without a value, which Argo leaves to the run. The rule about unknown variables finds it. */
const TAG = /\{\{[-a-zA-Z0-9]+(?:\.[-a-zA-Z0-9_]+)*\}\}/;
