import { hasArtifactLocation } from '@tiphys/models/facts';
import {
  type ArgumentFields,
  type ArtifactFields,
  type ParameterFields,
  type PortFields,
  scalarText,
  type TemplateFields,
} from '../../manifest/fields.ts';
import { configMapInput } from './config-map.ts';
import { parametersJson } from './global-variables.ts';
import { setParameters } from './parameter-variables.ts';
import { substituteText } from './substitution.ts';
import type { PathOf, TemplateValues } from './template-values.ts';

/**
 * Returns a template with its inputs bound to the arguments and its tags replaced.
 * See docs/semantics/inputs-and-outputs.md#binding-inputs.
 *
 * @throws Error `inputs.parameters.X was not supplied`
 */
export function fillTemplate(template: TemplateFields, values: TemplateValues): TemplateFields {
  const inputs = bindInputs(template.inputs, values);
  const json = jsonWithInputs(template, inputs);
  const filled = substituteTemplate(json, values);
  if (!CHANGING.some((name) => json.includes(name))) return filled;
  // Argo fills a template at each pass, so calls see the value of the pass in which they start.
  const globals = new Map([...values.globals].filter(([name]) => !CHANGING.includes(name)));
  const { steps, dag } = substituteTemplate(json, { ...values, globals });
  return { ...filled, ...(steps && { steps }), ...(dag && { dag }) };
}

/** Global variables whose value changes while a template runs. */
const CHANGING: readonly string[] = [
  'workflow.status',
  'workflow.duration',
  'workflow.labels',
  'workflow.labels.json',
  'workflow.annotations',
  'workflow.annotations.json',
];

/**
 * Replaces the tags of a template whose inputs are already bound, as retries do for each attempt.
 * See docs/semantics/inputs-and-outputs.md#substitution-of-attempts.
 */
export function substituteTemplate(
  json: string,
  values: Pick<TemplateValues, 'globals' | 'locals' | 'pathOf'>,
): TemplateFields {
  if (!json.includes('{{')) return JSON.parse(json) as TemplateFields;
  const outer = new Map([...values.globals, ...values.locals]);
  const first = substituteText(json, outer, 'lenient');
  const template = JSON.parse(first) as TemplateFields;
  if (!first.includes('{{')) return template;
  const inner = new Map([...outer, ...inputVariables(template), ...pathVariables(template, values.pathOf)]);
  return JSON.parse(substituteText(first, inner, 'lenient')) as TemplateFields;
}

function inputVariables(template: TemplateFields): readonly (readonly [string, unknown])[] {
  const variables: Record<string, unknown> = {};
  const parameters = template.inputs?.parameters ?? [];
  setParameters(variables, 'inputs.parameters', parameters);
  variables['inputs.parameters'] = parametersJson(parameters);
  return Object.entries(variables);
}

function pathVariables(template: TemplateFields, pathOf: PathOf | undefined): Map<string, unknown> {
  const variables = new Map<string, unknown>();
  if (!pathOf) return variables;
  for (const kind of ['inputs', 'outputs'] as const) {
    for (const artifact of template[kind]?.artifacts ?? []) {
      if (artifact.path) variables.set(`${kind}.artifacts.${artifact.name}.path`, pathOf(artifact.path));
    }
  }
  for (const { name, valueFrom } of template.outputs?.parameters ?? []) {
    if (valueFrom?.path) variables.set(`outputs.parameters.${name}.path`, pathOf(valueFrom.path));
  }
  return variables;
}

function bindInputs(inputs: PortFields | undefined, values: TemplateValues): PortFields | undefined {
  if (!inputs) return undefined;
  const parameters = inputs.parameters?.map((input) => bindParameter(input, values));
  const artifacts = inputs.artifacts?.map((input) => bindArtifact(input, values.arguments));
  return { ...inputs, ...(parameters && { parameters }), ...(artifacts && { artifacts }) };
}

function bindParameter(input: ParameterFields, values: TemplateValues): ParameterFields {
  const { value: _, valueFrom, ...declared } = input;
  const argument = values.arguments.parameters?.find((candidate) => candidate.name === input.name);
  const own = input.value ?? input.default;
  if (argument?.absent && own === undefined && valueFrom === undefined) {
    throw new Error(
      `inputs.parameters.${input.name}: argument references an absent optional (skipped/omitted node output with no default)`,
    );
  }
  // An argument replaces the value and the source of the input. Of the sources, only a ConfigMap gives a value.
  const { value, valueFrom: source } = argument && !argument.absent ? argument : { value: own, valueFrom };
  const fromMap =
    argument?.value === undefined && source?.configMapKeyRef
      ? configMapInput(source, input.name, values)
      : undefined;
  const bound = fromMap ?? value;
  if (bound === undefined) throw new Error(`inputs.parameters.${input.name} was not supplied`);
  return { ...declared, value: scalarText(bound), ...defaultText(input) };
}

function defaultText(input: ParameterFields): { readonly default?: string } {
  return input.default === undefined ? {} : { default: scalarText(input.default) };
}

function bindArtifact(input: ArtifactFields, given: ArgumentFields): ArtifactFields {
  const argument = given.artifacts?.find((candidate) => candidate.name === input.name);
  if (!input.optional && !hasArtifactLocation(input)) {
    if (!argument) throw new Error(`inputs.artifacts.${input.name} was not supplied`);
    // An optional artifact of steps that does not exist still says where it should come from.
    if (!hasArtifactLocation(argument) && !argument.from && !argument.fromExpression)
      throw new Error(`inputs.artifacts.${input.name} missing location information`);
  }
  if (!argument) return input;
  const { path, mode, recurseMode, ...rest } = argument;
  return {
    ...rest,
    ...(input.path !== undefined && { path: input.path }),
    ...(input.mode !== undefined && { mode: input.mode }),
    ...(input.recurseMode !== undefined && { recurseMode: input.recurseMode }),
  };
}

const bodyTexts = new WeakMap<TemplateFields, string>();

function jsonWithInputs(template: TemplateFields, inputs: PortFields | undefined): string {
  let body = bodyTexts.get(template);
  if (body === undefined) {
    const { inputs: _, ...rest } = template;
    body = JSON.stringify(rest);
    bodyTexts.set(template, body);
  }
  if (inputs === undefined) return body;
  const head = `{"inputs":${JSON.stringify(inputs)}`;
  return body === '{}' ? `${head}}` : `${head},${body.slice(1)}`;
}
