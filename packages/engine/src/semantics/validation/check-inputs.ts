import type { TemplateFields } from '../../manifest/fields.ts';
import { checkLocation } from './artifact-location.ts';
import { checkInputPath } from './check-artifact-path.ts';
import { checkPortNames } from './check-names.ts';
import { SpecProblem } from './spec-problem.ts';
import { isLeaf, typesOf } from './template-type.ts';

const CHOICES = 'container, containerSet, steps, script, resource, dag, suspend, template, template ref';

/**
 * Checks that a template has one type.
 *
 * @throws SpecProblem `templates.T multiple template types specified. choose one of: ...`
 */
export function checkType(template: TemplateFields, label: string): void {
  if (typesOf(template).length > 1) {
    throw new SpecProblem(`${label} multiple template types specified. choose one of: ${CHOICES}`);
  }
}

/**
 * Checks the inputs of a template. See docs/semantics/validation.md#inputs.
 *
 * @throws SpecProblem `templates.T.inputs.artifacts.A.from not valid in inputs`, for example
 */
export function checkInputs(template: TemplateFields, label: string): void {
  const { parameters, artifacts } = template.inputs ?? {};
  checkPortNames(parameters, `${label}.inputs.parameters`);
  checkPortNames(artifacts, `${label}.inputs.artifacts`);
  for (const artifact of artifacts ?? []) {
    const place = `${label}.inputs.artifacts.${artifact.name}`;
    checkInputPath(artifact, isLeaf(template), place);
    if (artifact.from) throw new SpecProblem(`${place}.from not valid in inputs`);
    checkLocation(artifact, place);
  }
}

const WHOLE_NUMBER = /^[+-]?\d+$/;

/**
 * Checks the timeouts of a template whose tags are replaced.
 *
 * @throws SpecProblem `T has invalid duration format in timeout`, for example
 */
export function checkTimeouts(template: TemplateFields): void {
  const { timeout, pendingTimeout } = template;
  if (timeout) {
    if (!isLeaf(template))
      throw new SpecProblem(`${typesOf(template)[0]} template doesn't support timeout field`);
    if (WHOLE_NUMBER.test(timeout))
      throw new SpecProblem(`${template.name ?? ''} has invalid duration format in timeout`);
  }
  if (pendingTimeout && !isLeaf(template))
    throw new SpecProblem(`${typesOf(template)[0]} template doesn't support pendingTimeout field`);
}
