import { hasArtifactLocation } from '@tiphys/models/facts';
import type { ArgumentFields, TemplateFields } from '../../manifest/fields.ts';
import { SpecProblem } from './spec-problem.ts';

/**
 * Checks that every parameter has `value` or `valueFrom`.
 *
 * @throws SpecProblem `spec.arguments.p.value or spec.arguments.p.valueFrom is required`
 */
export function checkArguments(given: ArgumentFields | undefined, prefix: string): void {
  for (const { name, value, valueFrom } of given?.parameters ?? []) {
    if (value !== undefined || valueFrom) continue;
    throw new SpecProblem(`${prefix}${name}.value or ${prefix}${name}.valueFrom is required`);
  }
}

/**
 * Checks that a call supplies every input without a default.
 *
 * @throws SpecProblem `templates.T inputs.parameters.X was not supplied`
 */
export function checkBinding(template: TemplateFields, given: ArgumentFields, label: string): void {
  for (const { name, value, default: fallback, valueFrom } of template.inputs?.parameters ?? []) {
    const argument = given.parameters?.find((candidate) => candidate.name === name);
    // `supplied` and `default` give a value to outputs only. That of a ConfigMap is not known yet.
    const source = argument ? argument.valueFrom : valueFrom;
    const bound = argument ? argument.value : (value ?? fallback);
    if (bound !== undefined || argument?.absent || source?.configMapKeyRef) continue;
    throw new SpecProblem(`${label} inputs.parameters.${name} was not supplied`);
  }
  for (const artifact of template.inputs?.artifacts ?? []) {
    if (artifact.optional || hasArtifactLocation(artifact)) continue;
    if (given.artifacts?.some(({ name }) => name === artifact.name)) continue;
    throw new SpecProblem(`${label} inputs.artifacts.${artifact.name} was not supplied`);
  }
}
