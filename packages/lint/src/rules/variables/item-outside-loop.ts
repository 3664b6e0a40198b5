import { placedTags } from '../../scope/tag-walk.ts';
import { isLoop } from '../../view/template-view.ts';
import type { Rule } from '../rule.ts';
import { capital } from '../wording.ts';

/** Nothing replaces the tag outside a loop, and Argo's linter does not check `{{item}}` itself. */
export const itemOutsideLoop: Rule = {
  id: 'variables/item-outside-loop',
  severity: 'warning',
  summary: 'Only loops, and inline templates in them, use {{item}}.',
  *check({ templates }) {
    for (const { calls } of templates) {
      for (const call of calls) {
        if (isLoop(call)) continue;
        const { inline: _, ...step } = call.step;
        for (const { tag, path } of placedTags(step, call.path)) {
          if (tag === 'item')
            yield {
              path,
              message: `${capital(call.title)} is not a loop, so {{item}} is left as is.`,
            };
        }
      }
    }
  },
};
