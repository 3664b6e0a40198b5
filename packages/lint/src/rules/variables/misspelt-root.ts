import { distance } from 'fastest-levenshtein';
import { placedTags } from '../../scope/tag-walk.ts';
import type { Rule } from '../rule.ts';

const ROOTS = ['inputs', 'outputs', 'steps', 'tasks', 'workflow', 'item', 'node', 'pod', 'lastRetry'];

/** Argo does not replace a tag that does not begin with one of its variables, because other programs use double braces, too. */
export const misspeltRoot: Rule = {
  id: 'variables/misspelt-root',
  severity: 'warning',
  summary: 'No tag begins with a misspelt variable.',
  *check({ allTemplates }) {
    for (const { template, path, isInline } of allTemplates) {
      if (isInline) continue; // part of the template around it
      for (const { tag, path: at } of placedTags(template, path)) {
        const [root = '', ...rest] = tag.split('.');
        if (rest.length === 0 || root.length < 3 || ROOTS.includes(root)) continue;
        const meant = ROOTS.find(
          (known) => known.length > 3 && distance(root.toLowerCase(), known.toLowerCase()) === 1,
        );
        if (!meant) continue;
        const message = `Tag {{${tag}}} is left as is, because no variable begins with "${root}.".`;
        yield { path: at, message, suggestion: `Did you mean {{${[meant, ...rest].join('.')}}}?` };
      }
    }
  },
};
