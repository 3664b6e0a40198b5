import type { KubernetesObject } from '../contract/delivery.ts';

/** Returns the kind and name of an object, as a key and for messages: `WorkflowTemplate "build"`. */
export function keyOf({ kind, metadata }: Pick<KubernetesObject, 'kind' | 'metadata'>): string {
  return keyOfName(kind, metadata.name ?? '');
}

/** Returns the key of the object with a kind and a name. */
export function keyOfName(kind: string, name: string): string {
  return `${kind} "${name}"`;
}
