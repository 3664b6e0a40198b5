import { isChecked } from '../../scope/find-fault.ts';
import { placedTags } from '../../scope/tag-walk.ts';
import type { Rule } from '../rule.ts';

/**
 * Argo looks for the end of a tag in the JSON of the whole template, so an unclosed tag swallows what follows. It reports that only
 * if the tag begins like a variable.
 */
export const unclosedTag: Rule = {
  id: 'variables/unclosed',
  severity: 'error',
  summary: 'Every tag is closed in the text where it begins.',
  *check({ allTemplates }) {
    for (const { template, path, isInline } of allTemplates) {
      if (isInline) continue; // part of the template around it
      for (const { tag, path: at, isOpen } of placedTags(template, path)) {
        if (!isOpen) continue;
        const message = `Tag "{{${tag.slice(0, 40)}" is not closed.`;
        yield {
          path: at,
          message,
          severity: isChecked(tag) ? 'error' : 'warning',
          suggestion: 'End it with "}}".',
        };
      }
    }
  },
};
