import type { TemplateView } from '../view/template-view.ts';
import { type Fault, fault, type Place } from './place.ts';

/** Returns why a tag such as `item.x` has no value in its place; undefined when it has one. */
export function findItemFault(tag: string, { view, call }: Place): Fault | undefined {
  if (view.template.dag && call) {
    if (call.step.withParam) return undefined;
    const known = new Set((call.step.withItems ?? []).flatMap(itemKeys));
    return known.has(tag) ? undefined : missing(tag, known);
  }
  const last = call?.index ?? view.calls.length;
  const { firstOf, anyFrom } = itemsOf(view);
  if (anyFrom <= last || (firstOf.get(tag) ?? Number.POSITIVE_INFINITY) <= last) return undefined;
  return missing(
    tag,
    [...firstOf].filter(([, first]) => first <= last).map(([key]) => key),
  );
}

function missing(tag: string, known: Iterable<string>): Fault {
  return fault(tag, known, 'no item of a loop here has this key');
}

/** The keys of the items of a template's loops. Steps see those of their own loop and of all before it. */
interface ItemKeys {
  /** For each key, the index of the first loop that has it. */
  readonly firstOf: ReadonlyMap<string, number>;
  /** Index of the first loop over a parameter, whose items may have any key. */
  readonly anyFrom: number;
}

const itemKeysOf = new WeakMap<TemplateView, ItemKeys>();

function itemsOf(view: TemplateView): ItemKeys {
  const known = itemKeysOf.get(view);
  if (known) return known;
  const firstOf = new Map<string, number>();
  let anyFrom = Number.POSITIVE_INFINITY;
  for (const { step, index } of view.calls) {
    if (step.withParam) anyFrom = Math.min(anyFrom, index);
    for (const item of step.withItems ?? [])
      for (const key of itemKeys(item)) if (!firstOf.has(key)) firstOf.set(key, index);
  }
  const items = { firstOf, anyFrom };
  itemKeysOf.set(view, items);
  return items;
}

function itemKeys(item: unknown): readonly string[] {
  if (Array.isArray(item)) return item.map((_, index) => `item.[${index}]`);
  return typeof item === 'object' && item !== null ? Object.keys(item).map((key) => `item.${key}`) : [];
}
