import { CHECK_PLACEHOLDER } from '@tiphys/models/facts';
import type { ArtifactFields, ContainerFields, TemplateFields } from '../../../manifest/fields.ts';
import { checkVariables } from '../check-variables.ts';
import { goJson } from '../go-json.ts';
import type { KnownNames } from '../known-names.ts';
import { SpecProblem } from '../spec-problem.ts';
import { checkContainerSet } from './check-container-set.ts';
import { checkResource } from './check-resource.ts';

/** What the check of a leaf needs besides the template. */
export interface LeafContext {
  readonly label: string;
  readonly names: KnownNames;
  /** The defaults that can provide the image: those of the object of the template. */
  readonly defaults: TemplateFields | undefined;
}

/**
 * Checks a template that calls no other. See docs/semantics/validation.md#leaf-templates.
 *
 * @throws SpecProblem `templates.T.container.image may not be empty`, for example
 */
export function checkLeaf(template: TemplateFields, { label, names, defaults }: LeafContext): void {
  checkVariables(leafJson(template), names, `${label}:`);
  const { container, script } = template;
  if (container) {
    checkMounts(container, template.inputs?.artifacts ?? [], label);
    checkImage(container, defaults?.container, `${label}.container`);
  }
  checkContainerSet(template, label);
  checkResource(template, label);
  if (script) checkImage(script, defaults?.script, `${label}.script`);
  checkDeadline(template, label);
  if (template.parallelism !== undefined)
    throw new SpecProblem(`${label}.parallelism is only valid for steps and dag templates`);
}

/** Returns the JSON of a leaf. Go writes some fields even if they are empty, which messages about an unclosed tag show. */
function leafJson(template: TemplateFields): string {
  const { container, script } = template;
  return goJson({
    ...template,
    ...(container && { container: { resources: {}, ...container } }),
    ...(script && { script: { resources: {}, ...script } }),
  });
}

interface Mount {
  readonly name?: string;
  readonly mountPath?: string;
}

function checkMounts(container: ContainerFields, inputs: readonly ArtifactFields[], label: string): void {
  const taken = new Map<string, string>();
  const take = (path: string, place: string, owner: string): void => {
    const other = taken.get(path);
    if (other !== undefined) throw new SpecProblem(`${place} '${path}' already mounted in ${other}`);
    taken.set(path, owner);
  };
  for (const [index, { mountPath = '', name = '' }] of (
    (container.volumeMounts ?? []) as Mount[]
  ).entries()) {
    take(mountPath, `${label}.container.volumeMounts[${index}].mountPath`, `container.volumeMounts.${name}`);
  }
  for (const [index, { path = '', name }] of inputs.entries())
    take(path, `${label}.inputs.artifacts[${index}].path`, `inputs.artifacts.${name}`);
}

function checkImage(body: ContainerFields, defaults: ContainerFields | undefined, place: string): void {
  if (!body.image && !defaults?.image) throw new SpecProblem(`${place}.image may not be empty`);
}

function checkDeadline({ activeDeadlineSeconds: seconds }: TemplateFields, label: string): void {
  if (seconds === undefined || isDeadline(String(seconds))) return;
  throw new SpecProblem(`${label}.activeDeadlineSeconds must be a positive integer > 0 or an argo variable`);
}

function isDeadline(text: string): boolean {
  if (/^[+-]?\d+$/.test(text)) return Number(text) >= 0;
  return text.startsWith(CHECK_PLACEHOLDER) || (text.startsWith('{{') && text.endsWith('}}'));
}
