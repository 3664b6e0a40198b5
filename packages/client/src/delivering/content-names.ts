import { createHash } from 'node:crypto';
import type { KubernetesObject } from '../contract/delivery.ts';
import { canonicalJson } from './canonical-json.ts';
import { keyOf } from './object-key.ts';
import { findDependencies } from './order-objects.ts';

const HASH_LENGTH = 10;
/** The name of a template becomes the value of a label, which has 63 characters. */
const LONGEST_NAME = 63;

/**
 * Returns a name for each object, by its key, that changes with its content and with that of the objects that it refers to, directly or through
 * others: `build-3f2a91c04e`.
 */
export function contentNames(objects: readonly KubernetesObject[]): ReadonlyMap<string, string> {
  const dependencies = findDependencies(objects);
  return new Map(
    objects.map((object) => [keyOf(object), nameOf(object, reachableFrom(object, dependencies))]),
  );
}

function nameOf({ metadata }: KubernetesObject, content: readonly KubernetesObject[]): string {
  const texts = content.map(({ metadata: { namespace: _, ...rest }, ...object }) =>
    canonicalJson({ ...object, metadata: rest }),
  );
  const hash = createHash('sha256')
    .update(JSON.stringify([metadata.name, ...texts.sort()]))
    .digest('hex')
    .slice(0, HASH_LENGTH);
  const start = (metadata.name ?? '').slice(0, LONGEST_NAME - HASH_LENGTH - 1).replace(/[-.]+$/, '');
  return `${start}-${hash}`;
}

function reachableFrom(
  object: KubernetesObject,
  dependencies: ReadonlyMap<string, readonly KubernetesObject[]>,
): readonly KubernetesObject[] {
  const reached = new Set([object]);
  // A set iterates over what is added meanwhile, too.
  for (const one of reached) for (const other of dependencies.get(keyOf(one)) ?? []) reached.add(other);
  return [...reached];
}
