import { hasArtifactLocation, type JsonPath, TEMPLATE_TYPES } from '@tiphys/models/facts';
import { hasOnly, isObject, type ManifestObject, objectsOf } from '../read/manifest-object.ts';

import type { LiteralPlan, SlotPlan } from './plan.ts';
import { planCall } from './plan-call.ts';

/** Returns the plan of a literal template, with the slots that its callers see. */
export function planLiteral(
  name: string,
  value: ManifestObject,
  { path, reason }: { readonly path: JsonPath; readonly reason: string },
): LiteralPlan {
  const outputs = literalSlots(value.outputs);
  const isPod = value.dag === undefined && value.steps === undefined;
  const prints = isPod && !outputs.some((slot) => slot.name === 'result');
  const result: SlotPlan = { name: 'result', kind: 'parameter', options: {} };
  return {
    kind: 'literal',
    name,
    path,
    value,
    reason,
    inputs: literalSlots(value.inputs),
    outputs: prints ? [result, ...outputs] : outputs,
    settings: {},
  };
}

/** Returns the slots that a caller can name; of two with the same name, the first. */
function literalSlots(value: unknown): readonly SlotPlan[] {
  if (!isObject(value)) return [];
  const slots = new Map<string, SlotPlan>();
  for (const kind of ['parameter', 'artifact'] as const)
    for (const slot of objectsOf(value[`${kind}s`]) ?? [])
      if (typeof slot.name === 'string' && !slots.has(slot.name))
        slots.set(slot.name, { name: slot.name, kind, options: optionsOf(slot, kind) });
  return [...slots.values()];
}

/** Returns the fields that decide whether an argument is optional, and which values are allowed. */
function optionsOf(slot: ManifestObject, kind: SlotPlan['kind']): ManifestObject {
  if (kind === 'parameter')
    return Object.fromEntries(
      Object.entries(slot).filter(([field]) => ['value', 'default', 'valueFrom', 'enum'].includes(field)),
    );
  const isOptional = slot.optional === true || hasArtifactLocation(slot);
  return isOptional ? { optional: true } : {};
}

/** Returns why the builders cannot write a template. */
export function whyLiteral(template: ManifestObject): string {
  return (
    slotsReason(template, 'inputs') ??
    slotsReason(template, 'outputs') ??
    bodyReason(template) ??
    'the builders cannot write it'
  );
}

function slotsReason(template: ManifestObject, side: 'inputs' | 'outputs'): string | undefined {
  const value = template[side];
  if (value === undefined) return undefined;
  if (!isObject(value) || !hasOnly(value, ['parameters', 'artifacts']))
    return `\`${side}\` has more than parameters and artifacts`;
  const lists = [value.parameters, value.artifacts].filter((list) => list !== undefined);
  if (lists.length === 0 || lists.some((list) => Array.isArray(list) && list.length === 0))
    return `\`${side}\` is empty, and builders omit empty fields`;
  const names = lists.flatMap((list) => objectsOf(list) ?? []).map((slot) => slot.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined ? undefined : `\`${side}\` has the name ${JSON.stringify(twice)} twice`;
}

function bodyReason(template: ManifestObject): string | undefined {
  const bodies = TEMPLATE_TYPES.filter((field) => template[field] !== undefined);
  if (bodies.length !== 1)
    return bodies.length === 0 ? 'it has no template type' : `it has ${bodies.join(' and ')}`;
  const groups = isObject(template.dag) ? [template.dag.tasks] : template.steps;
  if (!Array.isArray(groups)) return undefined;
  const calls = groups.flatMap((group) => objectsOf(group) ?? []);
  const call = calls.find((one) => planCall(one, []) === undefined);
  if (call === undefined) return undefined;
  const what = call.inline === undefined ? 'cannot be written with builders' : 'has an inline template';
  return `the ${isObject(template.dag) ? 'task' : 'step'} ${JSON.stringify(call.name)} ${what}`;
}
