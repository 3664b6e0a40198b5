import type { CallFields, SpecFields, TemplateFields } from '../../manifest/fields.ts';
import { isLeaf, isPod, typeOf } from './template-type.ts';

/** The names that simple tags may use at one place. A name that ends in `*` stands for all names that start with the rest. */
export interface KnownNames {
  has(name: string): boolean;
}

/** Any key of an item, which is known only when the loop runs. */
export const ANY_ITEM = 'item.*';
/** Any global output parameter, because a tag names one. */
export const ANY_GLOBAL_PARAMETER = 'workflow.outputs.parameters.*';
/** Any global output artifact, because a tag names one. */
export const ANY_GLOBAL_ARTIFACT = 'workflow.outputs.artifacts.*';

/** Returns the names of two sets together. Both may grow later. */
export function namesOver(around: KnownNames, own: KnownNames): KnownNames {
  return { has: (name) => own.has(name) || around.has(name) };
}

/**
 * Returns the names that are valid in all templates of a workflow.
 *
 * @param variables The names of the variables that the workflow starts with.
 */
export function globalNames(spec: SpecFields, variables: Iterable<string>): Set<string> {
  const names = new Set(variables);
  for (const { name } of spec.arguments?.parameters ?? []) names.add(`workflow.parameters.${name}`);
  for (const label of Object.keys(spec.workflowMetadata?.labelsFrom ?? {}))
    names.add(`workflow.labels.${label}`);
  return names;
}

/** Returns the names that a template can use because of its inputs and its type. */
export function bodyNames(template: TemplateFields): Set<string> {
  const names = new Set<string>();
  const { parameters, artifacts } = template.inputs ?? {};
  if (parameters?.length) names.add('inputs.parameters');
  for (const { name } of parameters ?? []) names.add(`inputs.parameters.${name}`);
  for (const { name } of artifacts ?? []) {
    names.add(`inputs.artifacts.${name}`);
    if (isLeaf(template)) names.add(`inputs.artifacts.${name}.path`);
  }
  if (isPod(template)) names.add('pod.name');
  return names;
}

/** How much is known of a call. */
export interface CallKnowledge {
  /** Whether it is a loop whose outputs are aggregated. */
  readonly aggregated?: boolean;
}

/**
 * Adds the names under which other calls can refer to a call.
 *
 * @param globals Gets the global outputs of the template.
 * @param template Undefined if it is known only when the workflow runs.
 */
export function addCallNames(
  names: Set<string>,
  globals: Set<string>,
  prefix: string,
  template: TemplateFields | undefined,
  { aggregated = false }: CallKnowledge = {},
): void {
  for (const key of ['id', 'startedAt', 'finishedAt', 'hostNodeName']) names.add(`${prefix}.${key}`);
  if (!template) return;
  if (template.daemon) names.add(`${prefix}.ip`);
  if (hasResult(template)) names.add(`${prefix}.outputs.result`).add(`${prefix}.exitCode`);
  for (const { name } of template.outputs?.parameters ?? [])
    names.add(`${prefix}.outputs.parameters.${name}`);
  for (const { name } of template.outputs?.artifacts ?? []) names.add(`${prefix}.outputs.artifacts.${name}`);
  addGlobalOutputs(names, globals, template);
  if (!aggregated) return;
  names.add(`${prefix}.outputs.parameters`);
  const type = typeOf(template);
  if (type === 'Script' || type === 'ContainerSet')
    names.add(`${prefix}.outputs.result`).add(`${prefix}.exitCode`);
}

/** Adds the names of the items of a loop. */
export function addItemNames(names: Set<string>, call: CallFields): void {
  if (call.withItems?.length) {
    for (const item of call.withItems) {
      if (Array.isArray(item)) for (const index of item.keys()) names.add(`item.[${index}]`);
      else if (typeof item === 'object' && item !== null)
        for (const key of Object.keys(item)) names.add(`item.${key}`);
    }
  } else if (call.withParam) names.add(ANY_ITEM);
}

/** Returns the names of the inputs of an inline template. The check of a call reads its text, too. */
export function inlineNames({ inline }: CallFields): Set<string> {
  return new Set((inline?.inputs?.parameters ?? []).map(({ name }) => `inputs.parameters.${name}`));
}

/** Returns whether the outputs of a call are aggregated. Those of `withSequence` are, too, but Argo's check does not know it. */
export function isAggregated(call: CallFields): boolean {
  return Boolean(call.withItems?.length || call.withParam);
}

const TAG = /\{\{[-a-zA-Z0-9]+(\.[-a-zA-Z0-9_]+)*\}\}/;

/** Returns whether a text holds a plain tag. */
export function hasPlainTag(text: string): boolean {
  return TAG.test(text);
}

/** Returns whether an exit handler can use any global artifact, because a tag names one. */
export function namesGlobalArtifactByTag(templates: readonly TemplateFields[]): boolean {
  return templates.some((template) =>
    template.outputs?.artifacts?.some(({ globalName }) => globalName && hasPlainTag(globalName)),
  );
}

function addGlobalOutputs(names: Set<string>, globals: Set<string>, { outputs }: TemplateFields): void {
  for (const { globalName } of outputs?.parameters ?? []) {
    if (!globalName) continue;
    if (hasPlainTag(globalName)) names.add(ANY_GLOBAL_PARAMETER);
    else globals.add(`workflow.outputs.parameters.${globalName}`);
  }
  for (const { globalName } of outputs?.artifacts ?? []) {
    if (!globalName) continue;
    if (hasPlainTag(globalName)) names.add(ANY_GLOBAL_ARTIFACT);
    else globals.add(`workflow.outputs.artifacts.${globalName}`);
  }
}

function hasResult(template: TemplateFields): boolean {
  const { container, containerSet, script, data, http, plugin } = template;
  if (containerSet?.containers?.some(({ name }) => name === 'main')) return true;
  return [container, script, data, http, plugin].some((body) => body !== undefined);
}
