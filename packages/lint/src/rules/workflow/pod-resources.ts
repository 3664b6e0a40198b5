import type { JsonPath } from '@tiphys/models/facts';
import type { Resources } from '../../view/template-fields.ts';
import type { Finding, Rule } from '../rule.ts';

/** Kubernetes supports only these for a pod as a whole. */
const POD_LEVEL = /^(?:cpu|memory|hugepages-.*)$/;

/**
 * Kubernetes counts only these for a pod as a whole.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#pod-level-resource-specification
 */
export const podResources: Rule = {
  id: 'workflow/pod-resources',
  severity: 'error',
  summary: 'Pod-level resources are cpu, memory and huge pages.',
  *check({ spec, specPath, allTemplates }) {
    yield* checkResources(spec?.podResources, [...specPath, 'podResources']);
    for (const { template, path, type } of allTemplates) {
      const at = [...path, 'podResources'];
      yield* checkResources(template.podResources, at);
      if (template.podResources && (type === 'http' || type === 'plugin')) {
        yield {
          path: at,
          part: 'key',
          message: `"podResources" is not allowed in a template of type ${type}, which does not run as a pod.`,
        };
      }
    }
  },
};

function* checkResources(resources: Resources | undefined, path: JsonPath): Generator<Finding> {
  if (resources?.claims?.length) {
    yield {
      path: [...path, 'claims'],
      part: 'key',
      message: '"claims" is not supported for a pod as a whole.',
    };
  }
  for (const group of ['requests', 'limits'] as const) {
    for (const name of Object.keys(resources?.[group] ?? {})) {
      if (POD_LEVEL.test(name)) continue;
      yield {
        path: [...path, group, name],
        part: 'key',
        message: `Resource "${name}" is not supported for a pod as a whole: use cpu, memory or hugepages-*.`,
      };
    }
  }
}
