import type { ArtifactFields, ParameterFields, TemplateFields, ValueSource } from '../../manifest/fields.ts';
import { checkLocation } from './artifact-location.ts';
import { checkOutputPath } from './check-artifact-path.ts';
import { checkPortNames, findPortNameFault } from './check-names.ts';
import { checkVariables } from './check-variables.ts';
import { goJson } from './go-json.ts';
import { hasPlainTag, type KnownNames } from './known-names.ts';
import { SpecProblem } from './spec-problem.ts';
import { isLeaf, type TypeName, typeOf } from './template-type.ts';

/**
 * Checks the outputs of a template, and where it archives them. See docs/semantics/validation.md#outputs.
 *
 * @throws SpecProblem `templates.T.outputs failed to resolve {{tag}}`, for example
 */
export function checkOutputs(template: TemplateFields, names: KnownNames, label: string): void {
  const { parameters, artifacts } = template.outputs ?? {};
  // Argo has a space here, unlike in the messages about inputs.
  checkPortNames(parameters, `${label}.outputs.parameters `);
  checkPortNames(artifacts, `${label}.outputs.artifacts `);
  checkVariables(goJson(template.outputs ?? {}), names, `${label}.outputs`);
  for (const artifact of artifacts ?? []) {
    const place = `${label}.outputs.artifacts.${artifact.name}`;
    checkOutputPath(artifact, isLeaf(template), place);
    checkGlobalName(artifact, place);
  }
  for (const parameter of parameters ?? []) {
    const place = `${label}.outputs.parameters.${parameter.name}`;
    checkSource(parameter, place);
    if (parameter.valueFrom) checkSourceOfType(parameter.valueFrom, typeOf(template), place);
    checkGlobalName(parameter, place);
  }
  const { archiveLocation } = template as { readonly archiveLocation?: object };
  if (archiveLocation) checkLocation(archiveLocation, `${label}.archiveLocation`);
}

function checkGlobalName({ globalName }: ParameterFields | ArtifactFields, place: string): void {
  if (!globalName || hasPlainTag(globalName)) return;
  const fault = findPortNameFault(globalName);
  if (fault !== undefined) throw new SpecProblem(`${place}.globalName: ${fault}`);
}

function checkSource({ value, valueFrom }: ParameterFields, place: string): void {
  if (valueFrom && value !== undefined)
    throw new SpecProblem(`${place} has both valueFrom and value specified, choose one`);
  if (value !== undefined) return;
  if (!valueFrom) throw new SpecProblem(`${place} does not have valueFrom or value specified`);
  const { path, jqFilter, jsonPath, parameter, expression, supplied } = valueFrom;
  const sources = [path, jqFilter, jsonPath, parameter, expression, supplied].filter(Boolean).length;
  const choices = 'choose one of: path, jqFilter, jsonPath, parameter, raw';
  if (sources === 0) throw new SpecProblem(`valueFrom type unspecified. ${choices}, expression`);
  if (sources > 1) throw new SpecProblem(`multiple valueFrom types specified. ${choices}`);
}

function checkSourceOfType(source: ValueSource, type: TypeName | undefined, place: string): void {
  switch (type) {
    case 'Container':
    case 'ContainerSet':
    case 'Script':
      if (!source.path) throw new SpecProblem(`${place}.path must be specified for ${type} templates`);
      return;
    case 'Resource':
      if (!source.jqFilter && !source.jsonPath)
        throw new SpecProblem(`${place} .jqFilter or jsonPath must be specified for ${type} templates`);
      return;
    case 'Steps':
    case 'DAG':
      if (!source.parameter && !source.expression)
        throw new SpecProblem(`${place}.parameter or expression must be specified for ${type} templates`);
      return;
    default:
  }
}
