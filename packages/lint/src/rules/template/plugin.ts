import type { Rule } from '../rule.ts';
import { capital } from '../wording.ts';

/** The key is the name of the plugin. Argo cannot decode anything else. */
export const templatePlugin: Rule = {
  id: 'template/plugin',
  severity: 'error',
  shallow: true,
  summary: 'A plugin template names one plugin.',
  *check({ allTemplates }) {
    for (const { template, path, title } of allTemplates) {
      const count = Object.keys(template.plugin ?? {}).length;
      if (!template.plugin || count === 1) continue;
      yield {
        path: [...path, 'plugin'],
        part: 'key',
        message: `${capital(title)} must have one key in its "plugin", the name of the plugin, but has ${count}.`,
      };
    }
  },
};
