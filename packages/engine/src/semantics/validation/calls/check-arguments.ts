import {
  type ArgumentFields,
  type ArtifactFields,
  type ParameterFields,
  scalarText,
  type TemplateFields,
} from '../../../manifest/fields.ts';
import { hasLocationOrKey } from '../artifact-location.ts';
import { checkPortNames } from '../check-names.ts';
import { SpecProblem } from '../spec-problem.ts';

/**
 * Checks the names and values of arguments. See docs/semantics/validation.md#arguments.
 *
 * @param prefix The path of the arguments, such as `spec.arguments.`.
 * @throws SpecProblem `spec.arguments.p.value or spec.arguments.p.valueFrom is required`, for example
 */
export function checkArguments(given: ArgumentFields | undefined, prefix: string): void {
  checkPortNames(given?.parameters, `${prefix}parameters`);
  checkPortNames(given?.artifacts, `${prefix}artifacts`);
  for (const parameter of given?.parameters ?? []) checkParameter(parameter, `${prefix}${parameter.name}`);
  for (const artifact of given?.artifacts ?? []) checkArtifact(artifact, `${prefix}${artifact.name}`);
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
    if (artifact.optional || hasLocationOrKey(artifact)) continue;
    if (given.artifacts?.some(({ name }) => name === artifact.name)) continue;
    throw new SpecProblem(`${label} inputs.artifacts.${artifact.name} was not supplied`);
  }
}

function checkParameter({ value, valueFrom, enum: choices }: ParameterFields, place: string): void {
  if (value === undefined && !valueFrom) {
    throw new SpecProblem(`${place}.value or ${place}.valueFrom is required`);
  }
  if (valueFrom) {
    const { configMapKeyRef, event, supplied, path, jsonPath, parameter, expression } = valueFrom;
    const isKnown = configMapKeyRef !== undefined || Boolean(event) || supplied !== undefined;
    if (!isKnown || path || jsonPath || parameter || expression) {
      throw new SpecProblem(`${place}.valueFrom only allows: default, configMapKeyRef and supplied`);
    }
  }
  if (!choices) return;
  if (choices.length === 0) throw new SpecProblem(`${place}.enum should contain at least one value`);
  if (value === undefined) throw new SpecProblem(`${place}.value is required`);
  if (!choices.some((choice) => scalarText(choice) === scalarText(value))) {
    throw new SpecProblem(`${place}.value should be present in ${place}.enum list`);
  }
}

function checkArtifact(artifact: ArtifactFields, place: string): void {
  const { from, fromExpression } = artifact;
  if (!from && !hasLocationOrKey(artifact)) {
    throw new SpecProblem(`${place}.from, artifact location, or key is required`);
  }
  if (from && fromExpression) {
    throw new SpecProblem(`${place} shouldn't have both \`from\` and \`fromExpression\` in Artifact`);
  }
}
