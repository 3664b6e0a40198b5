import { isPod } from '../../view/template-view.ts';
import type { Rule } from '../rule.ts';

/** Resource claims belong to a pod, and other templates have none. */
export const resourceClaims: Rule = {
  id: 'template/resource-claims',
  severity: 'error',
  summary: 'Only templates that create a pod have resource claims.',
  *check({ allTemplates }) {
    for (const view of allTemplates) {
      if (!view.template.resourceClaims?.length || !view.type || isPod(view)) continue;
      yield {
        path: [...view.path, 'resourceClaims'],
        part: 'key',
        message: `"resourceClaims" is not allowed in a template of type ${view.type}, which does not run as a pod.`,
      };
    }
  },
};
