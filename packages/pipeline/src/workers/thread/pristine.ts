import { createRequire } from 'node:module';

/** Modules of Node.js that keep nothing of a task but what can be seen in their properties. */
const PLAIN_MODULES = [
  'assert',
  'buffer',
  'crypto',
  'events',
  'fs',
  'os',
  'path',
  'querystring',
  'stream',
  'stream/promises',
  'string_decoder',
  'timers',
  'url',
  'util',
] as const;

/** Watches whether the code of a task has changed what the next one would see. */
export interface PristineRealm {
  /** Tells whether a module of Node.js is watched. */
  watches(module: string): boolean;
  /** Tells whether globals and modules are as they were. */
  isIntact(): boolean;
}

/** Remembers the globals and modules of this thread as they are. */
export function watchRealm(): PristineRealm {
  const load = createRequire(import.meta.url);
  const objects = new Set<object>();
  const add = (value: unknown): void => {
    if ((typeof value === 'object' && value !== null) || typeof value === 'function') objects.add(value);
  };
  const addAll = (holder: object): void => {
    add(holder);
    for (const value of valuesOf(holder)) {
      add(value);
      if (typeof value === 'function') add(value.prototype);
    }
  };
  addAll(globalThis);
  addAll(Intl);
  for (const hidden of hiddenObjects()) {
    add(hidden);
    add(Object.getPrototypeOf(hidden));
  }
  for (const name of PLAIN_MODULES) addAll(load(`node:${name}`) as object);
  add(load('node:fs/promises'));
  add(process);
  add(Object.getPrototypeOf(process));
  const states = [...objects].map(stateOf);
  const plain: ReadonlySet<string> = new Set([...PLAIN_MODULES, 'fs/promises']);
  return { watches: (module) => plain.has(module), isIntact: () => states.every(isSame) };
}

/** Returns the values of properties without calling getters, which may load what is not needed. */
function valuesOf(holder: object): readonly unknown[] {
  return Reflect.ownKeys(holder).map(
    (key) => Reflect.getOwnPropertyDescriptor(holder, key)?.value as unknown,
  );
}

/** Prototypes that no global names. */
function hiddenObjects(): readonly object[] {
  const generator = function* (): Generator {};
  const asyncGenerator = async function* (): AsyncGenerator {};
  const functions = [generator, asyncGenerator, async (): Promise<void> => {}];
  const prototypes = functions.map((one) => Object.getPrototypeOf(one) as object);
  const iterators = [[][Symbol.iterator](), ''[Symbol.iterator](), new Map().entries(), new Set().values()];
  return [
    ...prototypes,
    ...functions.flatMap((one) =>
      one.prototype === undefined ? [] : [Object.getPrototypeOf(one.prototype)],
    ),
    ...[...iterators, 'a'.matchAll(/a/g)].map((one) => Object.getPrototypeOf(one) as object),
    Object.getPrototypeOf(Uint8Array) as object,
    (Object.getPrototypeOf(Uint8Array) as { readonly prototype: object }).prototype,
  ];
}

interface ObjectState {
  readonly object: object;
  readonly prototype: object | null;
  readonly keys: readonly PropertyKey[];
  readonly values: readonly unknown[];
}

function stateOf(object: object): ObjectState {
  const keys = Reflect.ownKeys(object);
  const values = keys.map((key) => contentOf(object, key));
  return { object, prototype: Reflect.getPrototypeOf(object), keys, values };
}

/** Returns the value of a property, or its getter. */
function contentOf(object: object, key: PropertyKey): unknown {
  const property = Reflect.getOwnPropertyDescriptor(object, key);
  return property === undefined || 'value' in property ? property?.value : (property.get ?? property.set);
}

// Kept before code of tasks can change them.
const { ownKeys, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
const { is } = Object;

/** Uses nothing that the code of a task may have changed. */
function isSame({ object, prototype, keys, values }: ObjectState): boolean {
  if (getPrototypeOf(object) !== prototype || ownKeys(object).length !== keys.length) return false;
  for (let at = 0; at < keys.length; at += 1) {
    const property = getOwnPropertyDescriptor(object, keys[at] as PropertyKey); // as `at` is within the list
    if (property === undefined) return false;
    const value = 'value' in property ? property.value : (property.get ?? property.set);
    if (!is(value, values[at])) return false;
  }
  return true;
}
