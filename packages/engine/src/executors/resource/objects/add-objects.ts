import { existsSync } from 'node:fs';
import { withEncodedSecret } from './encode-secret.ts';
import { type GivenSecret, isForgotten, isSecret, readForgotten, writeMark } from './given-secrets.ts';
import { isMap, type KubeObject } from './kube-object.ts';
import { findKind } from './object-kind.ts';
import type { ObjectStore } from './object-store.ts';

/** The run that objects are given with. */
export interface GivenObjects {
  /** A file that exists once the objects are added, so that a resumed run does not undo its own changes. */
  readonly mark: string;
  readonly namespace: string;
}

/** Returns whether the objects that are given with a run are in the store. */
export function hasAddedObjects(mark: string): boolean {
  return existsSync(mark);
}

/** Adds the objects that are given with a run to a store, once. An object of the same name is replaced, as by `kubectl apply`. */
export async function addObjects(
  store: ObjectStore,
  objects: readonly unknown[],
  { mark, namespace }: GivenObjects,
): Promise<void> {
  const forgotten = hasAddedObjects(mark) ? readForgotten(mark) : undefined;
  if (forgotten?.size === 0) return;
  const secrets: GivenSecret[] = [];
  await store.change((editor) => {
    for (const object of objects) {
      if (!isObject(object)) continue;
      const kind = findKind(object.apiVersion, object.kind);
      if (kind === undefined || (forgotten && !isForgotten(object, namespace, forgotten))) continue;
      const { name = '', namespace: own = namespace } = object.metadata;
      const version = editor.nextVersion();
      const metadata = { ...object.metadata, namespace: own, resourceVersion: version };
      editor.write({ kind, namespace: own, name }, withEncodedSecret({ ...object, metadata }));
      if (isSecret(object)) secrets.push({ namespace: own, name, version });
    }
  });
  writeMark(mark, secrets);
}

/** Returns whether a value is an object of Kubernetes with a name. */
export function isObject(value: unknown): value is KubeObject {
  return (
    isMap(value) &&
    typeof value.apiVersion === 'string' &&
    typeof value.kind === 'string' &&
    isMap(value.metadata) &&
    typeof value.metadata.name === 'string'
  );
}
