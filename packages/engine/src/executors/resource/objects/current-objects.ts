import type { PodRequest } from '../../../contract/executor.ts';
import { isObject } from './add-objects.ts';
import { isForgotten } from './given-secrets.ts';
import type { KubeObject } from './kube-object.ts';
import { findKind } from './object-kind.ts';
import type { ObjectStore } from './object-store.ts';

/**
 * Returns the objects that a pod sees: those of its namespace as they are in the store now, and those given with the run that the store does not keep.
 * A given object of another namespace is seen, too, since a local run has one place for all.
 */
export function currentObjects(
  store: ObjectStore,
  request: PodRequest,
  forgotten: ReadonlySet<string>,
): readonly unknown[] {
  const { objects, namespace = 'default' } = request;
  const stored = store.list();
  const own = stored.filter(({ metadata }) => (metadata.namespace ?? namespace) === namespace);
  const others = objects.flatMap((given): readonly unknown[] => {
    if (isObject(given) && isForgotten(given, namespace, forgotten)) return [given];
    if (!isObject(given) || findKind(given.apiVersion, given.kind) === undefined) return [given];
    const elsewhere = given.metadata.namespace ?? namespace;
    if (elsewhere === namespace) return [];
    return stored.filter((object) => isSame(object, given) && object.metadata.namespace === elsewhere);
  });
  return [...own, ...others];
}

function isSame(object: KubeObject, { apiVersion, kind, metadata }: KubeObject): boolean {
  return object.apiVersion === apiVersion && object.kind === kind && object.metadata.name === metadata.name;
}
