import { hasOnly, isObject, type JsonObject, objectsOf, without } from '../read/json-object.ts';
import type { OutputPlan, SlotPlan } from './plan.ts';

const LISTS = [
  { field: 'parameters', kind: 'parameter' },
  { field: 'artifacts', kind: 'artifact' },
] as const;

/** Returns declared inputs or outputs; nothing when the builders cannot write them. */
export function planSlots(value: unknown): readonly SlotPlan[] | undefined {
  if (value === undefined) return [];
  if (!isObject(value) || !hasOnly(value, ['parameters', 'artifacts'])) return undefined;
  const slots = new Map<string, SlotPlan>();
  for (const { field, kind } of LISTS) {
    if (value[field] === undefined) continue;
    for (const [index, slot] of (objectsOf(value[field]) ?? [{}]).entries()) {
      const { name }: JsonObject = slot;
      // An input is looked up by its name, whatever its kind.
      if (typeof name !== 'string' || slots.has(name)) return undefined;
      slots.set(name, { name, kind, options: without(slot, ['name']), at: [field, index] });
    }
  }
  return slots.size === 0 ? undefined : [...slots.values()];
}

/** Returns the outputs of a dag or steps. */
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

/** Returns what stands between the braces of a text that is one tag, written as a reference is. */
export function tagOf(value: unknown): string | undefined {
  return typeof value === 'string' ? /^\{\{([^{}\s=][^{}\s]*)\}\}$/.exec(value)?.[1] : undefined;
}
