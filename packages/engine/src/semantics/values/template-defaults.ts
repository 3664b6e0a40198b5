import { TEMPLATE_TYPES } from '@tiphys/models/facts';
import type { TemplateFields } from '../../manifest/fields.ts';

const MERGE_KEYS: Readonly<Record<string, string>> = {
  env: 'name',
  volumes: 'name',
  parameters: 'name',
  artifacts: 'name',
  initContainers: 'name',
  sidecars: 'name',
  volumeMounts: 'mountPath',
};

const bodies: ReadonlySet<string> = new Set(TEMPLATE_TYPES);

/**
 * Merges a template over the workflow's defaults, as a strategic merge patch of Kubernetes. A body in the defaults applies only to
 * templates of its type. See docs/semantics/templates.md#templatedefaults.
 */
export function applyTemplateDefaults(defaults: TemplateFields, template: TemplateFields): TemplateFields {
  const usable = Object.entries(defaults).filter(([field]) => !bodies.has(field) || field in template);
  return mergeObjects(Object.fromEntries(usable), template) as TemplateFields;
}

type PlainObject = Readonly<Record<string, unknown>>;

function mergeObjects(under: PlainObject, over: PlainObject): PlainObject {
  const merged: Record<string, unknown> = { ...under };
  for (const [field, value] of Object.entries(over)) {
    const below = under[field];
    if (isPlainObject(value) && isPlainObject(below)) merged[field] = mergeObjects(below, value);
    else if (Array.isArray(value) && Array.isArray(below)) merged[field] = mergeLists(field, below, value);
    else merged[field] = value;
  }
  return merged;
}

function mergeLists(field: string, under: readonly unknown[], over: readonly unknown[]): readonly unknown[] {
  const key = MERGE_KEYS[field];
  if (key === undefined) return over;
  const keyOf = (item: unknown): unknown => (isPlainObject(item) ? item[key] : undefined);
  const merged = over.map((item) => {
    const below = under.find((other) => keyOf(other) === keyOf(item));
    return isPlainObject(item) && isPlainObject(below) ? mergeObjects(below, item) : item;
  });
  const added = under.filter((item) => !over.some((other) => keyOf(other) === keyOf(item)));
  return [...merged, ...added];
}

function isPlainObject(value: unknown): value is PlainObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
