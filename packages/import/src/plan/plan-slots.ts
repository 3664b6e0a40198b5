import { hasOnly, isObject, type ManifestObject, objectsOf, without } from '../read/manifest-object.ts';
import type { OutputPlan, SlotPlan } from './plan.ts';

const LISTS = [
  { field: 'parameters', kind: 'parameter' },
  { field: 'artifacts', kind: 'artifact' },
] as const;

/** Returns the plans of declared inputs or outputs; undefined if the builders cannot write them. */
export function planSlots(value: unknown): readonly SlotPlan[] | undefined {
  if (value === undefined) return [];
  if (!isObject(value) || !hasOnly(value, ['parameters', 'artifacts'])) return undefined;
  const slots = new Map<string, SlotPlan>();
  for (const { field, kind } of LISTS) {
    if (value[field] === undefined) continue;
    for (const [index, slot] of (objectsOf(value[field]) ?? [{}]).entries()) {
      const { name }: ManifestObject = slot;
      // Inputs are looked up by name, whatever their kind.
      if (typeof name !== 'string' || slots.has(name)) return undefined;
      slots.set(name, { name, kind, options: without(slot, ['name']), at: [field, index] });
    }
  }
  return slots.size === 0 ? undefined : [...slots.values()];
}

/** Returns the plans of the outputs of a dag or steps. */
export function planOutputs(value: unknown): readonly OutputPlan[] | undefined {
  return planSlots(value)?.map(({ name, kind, options }): OutputPlan => {
    const plan = { name, kind, options };
    const [field, ...others] = Object.entries(options);
    if (field === undefined || others.length > 0) return plan;
    const [source, text] = field;
    if (kind === 'artifact') return source === 'from' ? withReference(plan, text) : plan;
    if (source !== 'valueFrom' || !isObject(text) || Object.keys(text).length !== 1) return plan;
    if (typeof text.expression === 'string') return { ...plan, expression: text.expression };
    return withReference(plan, text.parameter);
  });
}

function withReference(plan: OutputPlan, text: unknown): OutputPlan {
  const reference = tagOf(text);
  return reference === undefined ? plan : { ...plan, reference };
}

/** Returns the text between the braces if the whole text is one tag that a reference could print. */
export function tagOf(value: unknown): string | undefined {
  return typeof value === 'string' ? /^\{\{([^{}\s=][^{}\s]*)\}\}$/.exec(value)?.[1] : undefined;
}
