import { isMap } from '../objects/kube-object.ts';

/** Applies a JSON merge patch (RFC 7396): maps are merged, null removes, all else replaces. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isMap(patch)) return patch;
  const merged: Record<string, unknown> = isMap(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete merged[name];
    else merged[name] = mergePatch(merged[name], value);
  }
  return merged;
}

/** Lists of built-in kinds whose items are merged by a key, by their path. All other lists are replaced. */
const MERGE_KEYS: Readonly<Record<string, string>> = {
  'metadata.ownerReferences': 'uid',
  imagePullSecrets: 'name',
  secrets: 'name',
};

/**
 * Applies a strategic merge patch: as a merge patch, but some lists are merged by a key, and `$patch: replace` and `$patch: delete` are
 * followed.
 *
 * @see https://kubernetes.io/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch/
 */
export function strategicPatch(target: unknown, patch: unknown, path = ''): unknown {
  if (Array.isArray(patch)) return strategicList(target, patch, path);
  if (!isMap(patch)) return patch;
  const { $patch: directive, $retainKeys: retained, ...changes } = patch;
  if (directive === 'replace') return changes;
  if (directive === 'delete') return {};
  const merged: Record<string, unknown> = isMap(target) ? { ...target } : {};
  if (Array.isArray(retained))
    for (const name of Object.keys(merged)) if (!retained.includes(name)) delete merged[name];
  for (const [name, value] of Object.entries(changes)) {
    if (name.startsWith('$deleteFromPrimitiveList/') || name.startsWith('$setElementOrder/')) continue;
    if (value === null) delete merged[name];
    else merged[name] = strategicPatch(merged[name], value, path === '' ? name : `${path}.${name}`);
  }
  for (const [name, value] of Object.entries(changes)) {
    const field = /^\$deleteFromPrimitiveList\/(.*)$/.exec(name)?.[1];
    const list = field === undefined ? undefined : merged[field];
    if (field !== undefined && Array.isArray(list) && Array.isArray(value))
      merged[field] = list.filter((item) => !value.includes(item));
  }
  return merged;
}

function strategicList(target: unknown, patch: readonly unknown[], path: string): unknown {
  const isPrimitiveSet = path === 'metadata.finalizers';
  const current = Array.isArray(target) ? target : [];
  if (isPrimitiveSet) return [...new Set([...current, ...patch])];
  const key = MERGE_KEYS[path];
  if (key === undefined) return patch;
  const items: unknown[] = [...current];
  for (const item of patch) {
    if (!isMap(item)) continue;
    const index = items.findIndex((one) => isMap(one) && one[key] === item[key]);
    if (item.$patch === 'delete') {
      if (index >= 0) items.splice(index, 1);
    } else if (index >= 0) items[index] = strategicPatch(items[index], item, `${path}[]`);
    else items.push(item);
  }
  return items;
}

/** Returns what `kubectl apply` makes of an object: fields that an earlier apply set and this one leaves out are removed. */
export function applyChanges(last: unknown, modified: unknown, current: unknown): unknown {
  if (!isMap(modified)) return modified;
  const merged: Record<string, unknown> = isMap(current) ? { ...current } : {};
  for (const name of isMap(last) ? Object.keys(last) : [])
    if (!Object.hasOwn(modified, name)) delete merged[name];
  for (const [name, value] of Object.entries(modified)) {
    if (value === null) delete merged[name];
    else merged[name] = applyChanges(isMap(last) ? last[name] : undefined, value, merged[name]);
  }
  return merged;
}
