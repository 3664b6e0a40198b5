import { isArgoObject, type JsonPath } from '@tiphys/models/facts';
import type { YamlDocument } from '@tiphys/yaml';

/** An object to check, and where it is in its document. */
export interface Item {
  readonly document: YamlDocument;
  readonly within?: JsonPath;
}

/** Returns the objects of Argo in a Kubernetes List, as `kubectl get` prints them; any other document as it is. */
export function itemsOf(document: YamlDocument): readonly Item[] {
  const { value, locate, written } = document;
  if (typeof value !== 'object' || value === null) return [{ document }];
  const { apiVersion, kind, items } = value as Readonly<Record<string, unknown>>;
  if (apiVersion !== 'v1' || kind !== 'List' || !Array.isArray(items)) return [{ document }];
  const found = items.flatMap((item: unknown, index): readonly Item[] => {
    if (!isArgoObject(item)) return [];
    const within = ['items', index];
    const inner: YamlDocument = {
      value: item,
      locate: (path, part) => locate([...within, ...path], part),
      ...(written && { written: (path) => written([...within, ...path]) }),
    };
    return [{ document: inner, within }];
  });
  return found.length === 0 ? [{ document }] : found;
}
