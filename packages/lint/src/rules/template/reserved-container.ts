import type { Rule } from '../rule.ts';

const RESERVED = /^(?:wait|supervisor|artifact-plugin-.*)$/;

/** Argo adds containers of its own to every pod. */
export const reservedContainer: Rule = {
  id: 'template/reserved-container',
  severity: 'error',
  summary: "No container has the name of one of Argo's own containers.",
  *check({ allTemplates }) {
    for (const { template, path } of allTemplates) {
      const lists = [
        { at: [...path, 'sidecars'], containers: template.sidecars },
        { at: [...path, 'containerSet', 'containers'], containers: template.containerSet?.containers },
      ];
      for (const { at, containers = [] } of lists) {
        for (const [index, { name = '' }] of containers.entries()) {
          if (!RESERVED.test(name)) continue;
          yield {
            path: [...at, index, 'name'],
            message: `Container name "${name}" is reserved by Argo.`,
          };
        }
      }
    }
  },
};
