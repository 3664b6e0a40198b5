import { CHECK_PLACEHOLDER } from '@tiphys/models/facts';
import { readYaml } from '@tiphys/yaml';
import type { TemplateFields } from '../../../manifest/fields.ts';
import { SpecProblem } from '../spec-problem.ts';

interface ResourceFields {
  readonly action?: string;
  readonly manifest?: string;
  readonly manifestFrom?: { readonly artifact?: { readonly name?: string } };
}

const ACTIONS = ['get', 'create', 'apply', 'delete', 'replace', 'patch'];
const EXPRESSION = /\{\{\s*=\s*.+?\s*\}\}/g;

/**
 * Checks the action and the manifest of a resource template, if the template is one.
 *
 * @throws SpecProblem `templates.T.resource.manifest must be a valid yaml`, for example
 */
export function checkResource(template: TemplateFields, label: string): void {
  const resource = template.resource as ResourceFields | undefined;
  if (!resource) return;
  const { action = '', manifest = '', manifestFrom } = resource;
  if (!isPlaceholder(action) && !ACTIONS.includes(action))
    throw new SpecProblem(`${label}.resource.action must be one of: ${ACTIONS.join(', ')}`);
  if (action === 'delete' || action === 'get') return;
  const place = `${label}.resource.manifest`;
  if (!manifest && !manifestFrom) throw new SpecProblem(`either ${place} or ${place}From must be specified`);
  if (manifest && manifestFrom) {
    throw new SpecProblem(
      "shouldn't have both `manifest` and `manifestFrom` specified in `Manifest` for resource template",
    );
  }
  checkSource(template, manifestFrom?.artifact);
  if (manifest && !isPlaceholder(manifest) && !isYaml(manifest))
    throw new SpecProblem(`${place} must be a valid yaml`);
}

function checkSource({ inputs }: TemplateFields, artifact: { readonly name?: string } | undefined): void {
  if (!artifact || inputs?.artifacts?.some(({ name }) => name === artifact.name)) return;
  throw new SpecProblem(`artifact ${artifact.name ?? ''} in \`manifestFrom\` refer to a non-exist artifact`);
}

function isPlaceholder(text: string): boolean {
  return text.startsWith(CHECK_PLACEHOLDER);
}

/** Tells whether a text is YAML. Expressions in it may be anything, since they are replaced first. */
function isYaml(text: string): boolean {
  const { problems } = readYaml(text.replace(EXPRESSION, CHECK_PLACEHOLDER));
  return !problems.some(({ code }) => code === 'YAML_SYNTAX');
}
