import type { JsonPath } from '@tiphys/models/facts';
import { readYaml } from '@tiphys/yaml';
import type { Template } from '../../view/template-fields.ts';
import type { Finding, Rule } from '../rule.ts';
import { suggest } from '../suggestion.ts';
import { anyOf } from '../wording.ts';

const ACTIONS = ['get', 'create', 'apply', 'delete', 'replace', 'patch'];
/** Argo does not check the manifest for these. */
const BY_NAME: ReadonlySet<string> = new Set(['get', 'delete']);
const TAG = /\{\{.*?\}\}/gs;

/**
 * Otherwise Argo does not know what to do, or with which object.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/walk-through/kubernetes-resources/
 */
export const templateResource: Rule = {
  id: 'template/resource',
  severity: 'error',
  summary: 'A resource template has a known action and exactly one manifest that can be parsed.',
  *check({ allTemplates }) {
    for (const { template, path } of allTemplates) {
      const action = template.resource?.action ?? '';
      const at = [...path, 'resource'];
      if (template.resource && !ACTIONS.includes(action) && !action.includes('{{')) {
        const message = `Action "${action}" does not exist: use ${anyOf(ACTIONS)}.`;
        yield { path: [...at, 'action'], message, ...suggest(action, ACTIONS) };
      }
      if (template.resource && !BY_NAME.has(action)) yield* checkManifest(template, at);
    }
  },
};

function* checkManifest({ resource, inputs }: Template, path: JsonPath): Generator<Finding> {
  const { manifest = '', manifestFrom } = resource ?? {};
  if (manifest === '' && !manifestFrom) {
    yield { path, part: 'key', message: '"resource" needs "manifest" or "manifestFrom".' };
  }
  if (manifest !== '' && manifestFrom) {
    yield {
      path,
      part: 'key',
      message: '"resource" has both "manifest" and "manifestFrom": use one of them.',
    };
  }
  const source = manifestFrom?.artifact?.name;
  if (source !== undefined && !(inputs?.artifacts ?? []).some(({ name }) => name === source)) {
    yield {
      path: [...path, 'manifestFrom', 'artifact', 'name'],
      message: `Input artifact "${source}" does not exist.`,
    };
  }
  const fault = findManifestFault(manifest);
  if (fault) yield { path: [...path, 'manifest'], message: `The manifest is not valid YAML: ${fault}.` };
}

/** Tags count as words. A manifest that is only a tag may become anything. Go reads only the first document. */
function findManifestFault(manifest: string): string | undefined {
  if (/^\s*\{\{.*\}\}\s*$/s.test(manifest)) return undefined;
  const [first = ''] = manifest.replace(/^---/, '').split(/^---(?=\s|$)/m);
  const problem = readYaml(first.replace(TAG, 'x')).problems[0];
  if (!problem || problem.code === 'YAML_DUPLICATE_KEY') return undefined;
  return `${problem.message} in line ${problem.line}`;
}
