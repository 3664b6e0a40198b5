/** Looks up keys in the ConfigMaps and Secrets given with a workflow. */
export interface KeyedObjects {
  /** Returns the decoded entries of an object; undefined if it does not exist. */
  findEntries(kind: 'ConfigMap' | 'Secret', name: string): ReadonlyMap<string, Buffer> | undefined;
}

interface KeyedObject {
  readonly kind?: unknown;
  readonly metadata?: { readonly name?: unknown };
  readonly data?: Readonly<Record<string, unknown>>;
  readonly stringData?: Readonly<Record<string, unknown>>;
  readonly binaryData?: Readonly<Record<string, unknown>>;
}

/** Returns a look-up over objects. It builds no index, since pods look up few keys. */
export function keyedObjects(objects: readonly unknown[]): KeyedObjects {
  return {
    findEntries(kind, name) {
      const found = objects.find((object) => isObject(object) && isNamed(object, kind, name));
      return found === undefined ? undefined : entriesOf(found as KeyedObject, kind);
    },
  };
}

function isObject(value: unknown): value is KeyedObject {
  return typeof value === 'object' && value !== null;
}

function isNamed(object: KeyedObject, kind: string, name: string): boolean {
  return object.kind === kind && object.metadata?.name === name;
}

function entriesOf(object: KeyedObject, kind: 'ConfigMap' | 'Secret'): ReadonlyMap<string, Buffer> {
  const entries = new Map<string, Buffer>();
  const encoding = kind === 'Secret' ? 'base64' : 'utf8';
  for (const [key, value] of Object.entries(object.data ?? {}))
    entries.set(key, Buffer.from(String(value), encoding));
  for (const [key, value] of Object.entries(object.binaryData ?? {}))
    entries.set(key, Buffer.from(String(value), 'base64'));
  for (const [key, value] of Object.entries(object.stringData ?? {}))
    entries.set(key, Buffer.from(String(value)));
  return entries;
}
