import { readYaml } from '@tiphys/workflow';
import type { Rule } from '../../rule.ts';
import { suggest } from '../../suggestion.ts';

const ACTIONS = ['get', 'create', 'apply', 'delete', 'replace', 'patch'];
const TAG = /\{\{.*?\}\}/gs;

/** @see https://argo-workflows.readthedocs.io/en/latest/walk-through/kubernetes-resources/ */
export const templateResource: Rule = {
  id: 'template/resource',
  severity: 'error',
  summary: 'A resource template has a known action and exactly one readable manifest.',
  *check({ allTemplates }) {
    for (const { template, path } of allTemplates) {
      const { resource, inputs } = template;
      if (!resource) continue;
      const at = [...path, 'resource'];
      const { action = '', manifest = '', manifestFrom } = resource;
      if (!ACTIONS.includes(action) && !action.includes('{{')) {
        const message = `There is no action "${action}", only ${ACTIONS.join(', ')}.`;
        yield { path: [...at, 'action'], message, ...suggest(action, ACTIONS) };
      }
      if (manifest !== '' && manifestFrom) {
        yield {
          path: at,
          part: 'key',
          message: 'A resource has either "manifest" or "manifestFrom", not both.',
        };
      }
      if (manifest === '' && !manifestFrom && action !== 'get' && action !== 'delete' && action !== 'patch') {
        yield { path: at, part: 'key', message: 'A resource needs "manifest" or "manifestFrom".' };
      }
      const source = manifestFrom?.artifact?.name;
      if (source !== undefined && !(inputs?.artifacts ?? []).some(({ name }) => name === source)) {
        const message = `There is no input artifact "${source}".`;
        yield { path: [...at, 'manifestFrom', 'artifact', 'name'], message };
      }
      const problem = readYaml(manifest.replace(TAG, 'x')).problems[0];
      if (problem && !/^\s*\{\{.*\}\}\s*$/s.test(manifest)) {
        const message = `The manifest is no valid YAML: ${problem.message} in its line ${problem.line}.`;
        yield { path: [...at, 'manifest'], message };
      }
    }
  },
};
