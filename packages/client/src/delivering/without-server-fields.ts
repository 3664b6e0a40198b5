import type { KubernetesObject } from '../contract/delivery.ts';

const SERVER_METADATA: ReadonlySet<string> = new Set([
  'creationTimestamp',
  'generation',
  'managedFields',
  'namespace',
  'resourceVersion',
  'selfLink',
  'uid',
]);

/** Labels and annotations that the Argo Server, Argo's controller or kubectl sets. */
const serverMark =
  /^(?:workflows\.argoproj\.io\/(?:creator|actor|action)(?:-.*)?|cronworkflows\.argoproj\.io\/last-used-schedule|kubectl\.kubernetes\.io\/last-applied-configuration)$/;

/** Fields that Go writes as `{}` although nobody has set them. */
const EMPTY_FIELDS: ReadonlySet<string> = new Set([
  'arguments',
  'inputs',
  'outputs',
  'metadata',
  'resources',
  'labels',
  'annotations',
]);

/**
 * Returns an object without the fields that servers set: its status, most of its metadata, and the empty fields that Go adds. Two objects that
 * differ in these only are equal afterwards, apart from the order of their fields.
 */
export function withoutServerFields(object: KubernetesObject): KubernetesObject {
  const { status: _, ...fields } = object as KubernetesObject & { readonly status?: unknown };
  const metadata = Object.fromEntries(
    Object.entries(fields.metadata)
      .filter(([field]) => !SERVER_METADATA.has(field))
      .map(([field, value]) => [field, withoutMarks(field, value)]),
  );
  // Fields are only left out, and none that the type requires.
  return prune({ ...fields, metadata }) as KubernetesObject;
}

function withoutMarks(field: string, value: unknown): unknown {
  if ((field !== 'labels' && field !== 'annotations') || typeof value !== 'object' || value === null)
    return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !serverMark.test(key)));
}

function prune(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(prune);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([field, child]) => [field, prune(child)] as const)
      .filter(([field, child]) => !isAdded(field, child)),
  );
}

function isAdded(field: string, value: unknown): boolean {
  if (value === null || value === undefined) return true;
  // The name of the main container.
  if (field === 'name') return value === '';
  return EMPTY_FIELDS.has(field) && typeof value === 'object' && Object.keys(value).length === 0;
}
