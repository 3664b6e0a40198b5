import type { ObjectFields } from './fields.ts';

/** Returns the object of a kind and name among those given with the workflow. */
export function findObject(
  objects: readonly ObjectFields[],
  kind: string,
  name: string | undefined,
): ObjectFields | undefined {
  return objects.find((object) => object.kind === kind && object.metadata?.name === name);
}
