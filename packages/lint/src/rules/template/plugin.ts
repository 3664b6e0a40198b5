import type { Rule } from '../rule.ts';

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
        message: `The plugin of ${title} needs one key, the name of the plugin, and has ${count}.`,
      };
    }
  },
};
