import type { SecretKeySelector } from '@tiphys/models';
import { keyedObjects } from '../../pod-spec/kubernetes-objects.ts';

/**
 * Returns the text of a key of a Secret given with the run; undefined if none is referred to.
 *
 * @throws Error that says how to give it
 */
export function readSecret(
  objects: readonly unknown[],
  reference: SecretKeySelector | undefined,
): string | undefined {
  if (reference === undefined) return undefined;
  const { name = '', key } = reference;
  const value = keyedObjects(objects).findEntries('Secret', name)?.get(key);
  if (value === undefined)
    throw new Error(
      `the run has no Secret "${name}" with the key "${key}". Give its file to the run, with --with FILE`,
    );
  return value.toString();
}
