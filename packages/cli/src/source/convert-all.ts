import type { ArgoObject } from '@tiphys/models/facts';
import type { ArgoVersion } from '@tiphys/models/tables';

/** Returns objects with the fields of a version of Argo; as they are without a version. */
export async function convertAll(
  objects: readonly ArgoObject[],
  target: ArgoVersion | undefined,
): Promise<readonly ArgoObject[]> {
  if (target === undefined) return objects;
  const { convertForTarget } = await import('@tiphys/convert');
  return objects.map((object) => convertForTarget(object, target));
}
