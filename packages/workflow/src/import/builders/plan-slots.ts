import type { OutputPlan, SlotPlan } from './plan.ts';
import { hasOnly, isObject, objectsOf, without } from './read-fields.ts';

const LISTS = [
  { field: 'parameters', kind: 'parameter' },
  { field: 'artifacts', kind: 'artifact' },
] as const;

/** Gives declared inputs or outputs; nothing when the builders cannot write them. */
export function planSlots(value: unknown): readonly SlotPlan[] | undefined {
  if (value === undefined) return [];
  if (!isObject(value) || !hasOnly(value, ['parameters', 'artifacts'])) return undefined;
  const slots: SlotPlan[] = [];
  for (const { field, kind } of LISTS) {
    if (value[field] === undefined) continue;
    for (const slot of objectsOf(value[field]) ?? [{}]) {
      const { name } = slot;
      // An input is looked up by its name, whatever its kind.
      if (typeof name !== 'string' || slots.some((other) => other.name === name)) return undefined;
      slots.push({ name, kind, options: without(slot, ['name']) });
    }
  }
  return slots.length === 0 ? undefined : slots;
}

/** Gives the outputs of a dag or steps; nothing when a body cannot return them. */
export function planOutputs(value: unknown): readonly OutputPlan[] | undefined {
  const outputs = planSlots(value)?.map(planOutput);
  return outputs?.every((output) => output !== undefined) === true ? outputs : undefined;
}

function planOutput({ name, kind, options }: SlotPlan): OutputPlan | undefined {
  if (kind === 'artifact') {
    const text = tagOf(options.from);
    return text === undefined || !hasOnly(options, ['from']) ? undefined : { name, kind, text };
  }
  const source = options.valueFrom;
  if (!isObject(source) || !hasOnly(options, ['valueFrom']) || Object.keys(source).length !== 1)
    return undefined;
  if (typeof source.expression === 'string') return { name, kind: 'expression', text: source.expression };
  const text = tagOf(source.parameter);
  return text === undefined ? undefined : { name, kind, text };
}

/** Gives what stands between the braces of a text that is one tag, written as a reference is. */
export function tagOf(value: unknown): string | undefined {
  return typeof value === 'string' ? /^\{\{([^{}\s=][^{}\s]*)\}\}$/.exec(value)?.[1] : undefined;
}
