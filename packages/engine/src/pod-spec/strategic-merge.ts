/** A JSON object. */
export type JsonMap = Readonly<Record<string, unknown>>;

/** How the lists in an object are merged. Lists without an entry are replaced. */
export interface MergeSchema {
  /** The field by which the items of a list belong together, and how each of them is merged. */
  readonly lists?: Readonly<Record<string, { readonly key: string; readonly items?: MergeSchema }>>;
  /** How the objects in the object are merged, if they have such lists. */
  readonly maps?: Readonly<Record<string, MergeSchema>>;
}

const CONTAINER: MergeSchema = {
  lists: {
    env: { key: 'name' },
    ports: { key: 'containerPort' },
    volumeMounts: { key: 'mountPath' },
    volumeDevices: { key: 'devicePath' },
  },
};

/**
 * How Kubernetes merges the spec of a pod: the `patchStrategy` and `patchMergeKey` of its fields.
 *
 * @see https://pkg.go.dev/k8s.io/api/core/v1#PodSpec
 */
export const POD_SPEC_SCHEMA: MergeSchema = {
  lists: {
    containers: { key: 'name', items: CONTAINER },
    initContainers: { key: 'name', items: CONTAINER },
    ephemeralContainers: { key: 'name', items: CONTAINER },
    volumes: { key: 'name' },
    imagePullSecrets: { key: 'name' },
    hostAliases: { key: 'ip' },
    topologySpreadConstraints: { key: 'topologyKey' },
    resourceClaims: { key: 'name' },
    schedulingGates: { key: 'name' },
  },
};

const DIRECTIVE = '$patch';
const RETAIN_KEYS = '$retainKeys';

/**
 * Merges a patch into an object as `kubectl patch --type strategic` does.
 *
 * @throws Error if a directive is not known, or an item of a list has no merge key
 * @see https://kubernetes.io/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch/
 */
export function strategicMerge(original: JsonMap, patch: JsonMap, schema: MergeSchema): JsonMap {
  const directive = patch[DIRECTIVE];
  if (directive === 'replace') return withoutDirectives(patch);
  if (directive === 'delete') return {};
  assertDirective(directive);
  const merged: Record<string, unknown> = { ...retained(original, patch) };
  for (const [field, value] of Object.entries(patch)) {
    if (field.startsWith('$')) continue;
    if (value === null) delete merged[field];
    else merged[field] = mergeValue(merged[field], value, { field, schema });
  }
  return merged;
}

/** Returns the fields of an object that a patch keeps. */
function retained(original: JsonMap, patch: JsonMap): JsonMap {
  const kept = patch[RETAIN_KEYS];
  if (!Array.isArray(kept)) return original;
  return Object.fromEntries(Object.entries(original).filter(([field]) => kept.includes(field)));
}

interface FieldOf {
  readonly field: string;
  readonly schema: MergeSchema;
}

function mergeValue(original: unknown, value: unknown, { field, schema }: FieldOf): unknown {
  if (isMap(value)) return strategicMerge(isMap(original) ? original : {}, value, schema.maps?.[field] ?? {});
  const list = schema.lists?.[field];
  if (!Array.isArray(value) || list === undefined) return value;
  return mergeList(Array.isArray(original) ? original : [], value, { field, ...list });
}

interface ListOf {
  readonly field: string;
  readonly key: string;
  readonly items?: MergeSchema;
}

function mergeList(
  original: readonly unknown[],
  patch: readonly unknown[],
  list: ListOf,
): readonly JsonMap[] {
  const changes = patch.map((item) => assertItem(item, list));
  const plain = changes.filter((item) => !(DIRECTIVE in item) || item[DIRECTIVE] === 'merge');
  if (changes.some((item) => item[DIRECTIVE] === 'replace' && !(list.key in item)))
    return plain.map((item) => strategicMerge({}, item, list.items ?? {}));
  const deleted = new Set(
    changes.filter((item) => item[DIRECTIVE] === 'delete').map((item) => item[list.key]),
  );
  const replaced = changes.filter((item) => item[DIRECTIVE] === 'replace');
  const kept = original.map((item) => assertItem(item, list)).filter((item) => !deleted.has(item[list.key]));
  const merged = new Map(kept.map((item) => [item[list.key], item]));
  for (const item of [...plain, ...replaced]) {
    const key = item[list.key];
    merged.set(key, strategicMerge(merged.get(key) ?? {}, item, list.items ?? {}));
  }
  return orderItems([...merged.values()], { kept, plain: [...plain, ...replaced], key: list.key });
}

interface ItemOrder {
  readonly kept: readonly JsonMap[];
  readonly plain: readonly JsonMap[];
  readonly key: string;
}

/** Orders merged items as Kubernetes does: those of the patch in its order, before the first item that it does not name; others in theirs. */
function orderItems(items: readonly JsonMap[], { kept, plain, key }: ItemOrder): readonly JsonMap[] {
  const inPatch = new Map(plain.map((item, index) => [item[key], index]));
  const inOriginal = new Map(kept.map((item, index) => [item[key], index]));
  const left = items.filter((item) => !inPatch.has(item[key]));
  const right = items
    .filter((item) => inPatch.has(item[key]))
    .sort((a, b) => (inPatch.get(a[key]) ?? 0) - (inPatch.get(b[key]) ?? 0));
  const ordered: JsonMap[] = [];
  while (left.length > 0 && right.length > 0) {
    const [l, r] = [inOriginal.get(left[0]?.[key]), inOriginal.get(right[0]?.[key])];
    const next = l !== undefined && r !== undefined && l < r ? left.shift() : right.shift();
    if (next !== undefined) ordered.push(next);
  }
  return [...ordered, ...left, ...right];
}

function assertItem(item: unknown, { field, key }: ListOf): JsonMap {
  if (!isMap(item)) throw new Error(`${field}: expected a list of objects`);
  assertDirective(item[DIRECTIVE]);
  if (!(key in item) && !(DIRECTIVE in item))
    throw new Error(`${field}: an item does not contain declared merge key: ${key}`);
  return item;
}

function assertDirective(directive: unknown): void {
  if (directive !== undefined && !['merge', 'replace', 'delete'].includes(String(directive)))
    throw new Error(`invalid value of special key: ${DIRECTIVE}: ${JSON.stringify(directive)}`);
}

/** Returns an object without the directives for the merge, and without the fields that it deletes. */
function withoutDirectives(patch: JsonMap): JsonMap {
  const entries = Object.entries(patch).filter(([field, value]) => !field.startsWith('$') && value !== null);
  return Object.fromEntries(entries);
}

/** Tells whether a value is a JSON object. */
export function isMap(value: unknown): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
