import type { Rule } from '../rule.ts';
import { capital } from '../wording.ts';

/**
 * Argo cannot start a pod without an image. It may come from `templateDefaults` of the same object, except in a ClusterWorkflowTemplate.
 */
export const templateImage: Rule = {
  id: 'template/image',
  severity: 'error',
  summary: 'Container and script templates have an image.',
  *check({ kind, spec, allTemplates }) {
    const defaults = kind === 'ClusterWorkflowTemplate' ? undefined : spec?.templateDefaults;
    for (const { template, path, type, title } of allTemplates) {
      if (type !== 'container' && type !== 'script') continue;
      if (template[type]?.image || defaults?.[type]?.image) continue;
      yield {
        path: [...path, type],
        part: 'key',
        message: `${capital(title)} needs an "image" in its "${type}".`,
      };
    }
  },
};
