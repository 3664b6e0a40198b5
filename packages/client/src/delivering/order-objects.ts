import type { KubernetesObject } from '../contract/delivery.ts';
import { keyOf, keyOfName } from './object-key.ts';
import { referencesOf } from './references.ts';

/** Kinds in the order in which they are created where references do not decide. */
const KINDS: readonly string[] = [
  'ConfigMap',
  'ClusterWorkflowTemplate',
  'WorkflowTemplate',
  'CronWorkflow',
  'WorkflowEventBinding',
];

/** Returns, for the key of each object, the others that it refers to directly. */
export function findDependencies<T extends KubernetesObject>(
  objects: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const byKey = new Map(objects.map((object) => [keyOf(object), object]));
  return new Map(
    objects.map((object) => {
      const keys = new Set(referencesOf(object).map(({ kind, name }) => keyOfName(kind, name)));
      keys.delete(keyOf(object));
      return [keyOf(object), [...keys].flatMap((key) => byKey.get(key) ?? [])];
    }),
  );
}

function rank({ kind }: KubernetesObject): number {
  const place = KINDS.indexOf(kind);
  return place === -1 ? KINDS.length : place;
}

/** Returns objects so that each comes after those that it refers to. Objects that refer to each other in a circle are next to each other. */
export function orderObjects<T extends KubernetesObject>(objects: readonly T[]): readonly T[] {
  const dependencies = findDependencies(objects);
  const ordered = new Set<T>();
  const visited = new Set<T>();
  const visit = (object: T): void => {
    if (visited.has(object)) return;
    visited.add(object);
    for (const dependency of dependencies.get(keyOf(object)) ?? []) visit(dependency);
    ordered.add(object);
  };
  for (const object of objects.toSorted((a, b) => rank(a) - rank(b))) visit(object);
  return [...ordered];
}
