import { isPodTemplate } from '@tiphys/models/facts';
import type { CallFields, TemplateFields } from '../../manifest/fields.ts';
import { isLoop } from '../loops/expand-call.ts';

/** The names that simple tags may use at one place. */
export interface KnownNames {
  has(name: string): boolean;
}

/** Returns the names of a set together with outer ones. */
export function namesOver(around: KnownNames, own: Iterable<string>): KnownNames {
  const names = new Set(own);
  return { has: (name) => names.has(name) || around.has(name) };
}

/** Returns the names that are valid everywhere in a workflow: its global variables, and the global outputs that any template declares. */
export function globalNames(globals: Iterable<string>, templates: readonly TemplateFields[]): KnownNames {
  const names = new Set(['workflow.status', 'workflow.failures', 'workflow.duration', ...globals]);
  let openEnded = false;
  for (const template of templates) {
    for (const kind of ['parameters', 'artifacts'] as const) {
      for (const { globalName } of template.outputs?.[kind] ?? []) {
        if (globalName?.includes('{{')) openEnded = true;
        else if (globalName) names.add(`workflow.outputs.${kind}.${globalName}`);
      }
    }
  }
  return {
    has: (name) =>
      names.has(name) ||
      /^workflow\.(labels|annotations|creationTimestamp|scheduledTime)(\.|$)/.test(name) ||
      (openEnded && name.startsWith('workflow.outputs.')),
  };
}

/** Returns the names that a template can use because of its inputs and its kind. */
export function bodyNames(template: TemplateFields): string[] {
  return isPodTemplate(template) ? [...inputNames(template), 'pod.name'] : inputNames(template);
}

/** Returns the names of the inputs of a template. */
export function inputNames(template: TemplateFields): string[] {
  const names: string[] = ['inputs.parameters'];
  const { parameters, artifacts } = template.inputs ?? {};
  for (const { name } of parameters ?? []) names.push(`inputs.parameters.${name}`);
  for (const { name } of artifacts ?? [])
    names.push(`inputs.artifacts.${name}`, `inputs.artifacts.${name}.path`);
  return names;
}

/** Returns the names under which later steps or tasks can refer to a call. */
export function callNames(prefix: string, call: CallFields, template: TemplateFields | undefined): string[] {
  const names = ['id', 'startedAt', 'finishedAt', 'hostNodeName', 'status', 'ip'].map(
    (key) => `${prefix}.${key}`,
  );
  if (template?.container || template?.script || template === undefined || isOther(template)) {
    names.push(`${prefix}.outputs.result`, `${prefix}.exitCode`);
  }
  for (const { name } of template?.outputs?.parameters ?? [])
    names.push(`${prefix}.outputs.parameters.${name}`);
  for (const { name } of template?.outputs?.artifacts ?? [])
    names.push(`${prefix}.outputs.artifacts.${name}`);
  if (isLoop(call)) {
    names.push(`${prefix}.outputs.parameters`, `${prefix}.outputs.result`, `${prefix}.exitCode`);
  }
  return names;
}

function isOther(template: TemplateFields): boolean {
  return !template.steps && !template.dag && !template.suspend;
}

/** Adds the names of the item of a loop. */
export function itemNames(around: KnownNames, call: CallFields): KnownNames {
  if (call.withParam)
    return { has: (name) => name === 'item' || name.startsWith('item.') || around.has(name) };
  const keys = new Set(['item']);
  for (const item of call.withItems ?? []) {
    if (typeof item === 'object' && item !== null)
      for (const key of Object.keys(item)) keys.add(`item.${key}`);
  }
  return namesOver(around, keys);
}
