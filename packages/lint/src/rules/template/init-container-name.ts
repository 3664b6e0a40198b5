import type { Rule } from '../rule.ts';

/** Kubernetes identifies the containers of a pod by their names. */
export const initContainerName: Rule = {
  id: 'template/init-container-name',
  severity: 'error',
  shallow: true,
  summary: 'Every init container has a name.',
  *check({ allTemplates }) {
    for (const { template, path } of allTemplates) {
      for (const [index, { name }] of (template.initContainers ?? []).entries()) {
        if (!name)
          yield { path: [...path, 'initContainers', index], message: 'This init container needs a "name".' };
      }
    }
  },
};
