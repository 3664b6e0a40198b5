import { PipelineError } from '../pipeline-error.ts';

/** A snapshot of JavaScript's built-ins, with the properties of the objects and their prototypes. */
export type BuiltIns = readonly BuiltIn[];

interface BuiltIn {
  readonly name: string;
  readonly target: object;
  readonly properties: ReadonlyMap<PropertyKey, PropertyDescriptor>;
}

const NAMES = [
  ...[
    'Object',
    'Function',
    'Array',
    'String',
    'Number',
    'Boolean',
    'BigInt',
    'Symbol',
    'Date',
    'RegExp',
    'Promise',
  ],
  ...[
    'Map',
    'Set',
    'WeakMap',
    'WeakSet',
    'Error',
    'TypeError',
    'RangeError',
    'Proxy',
    'Reflect',
    'JSON',
    'Math',
  ],
];

/** Takes a snapshot of the built-ins. */
export function readBuiltIns(): BuiltIns {
  const known = globalThis as unknown as Readonly<Record<string, object & { readonly prototype?: object }>>; // every name is a built-in
  return [
    { name: '', target: globalThis, properties: propertiesOf(globalThis, NAMES) },
    ...NAMES.flatMap((name) => {
      const target = known[name];
      if (target === undefined) return [];
      const own = { name, target, properties: propertiesOf(target) };
      const { prototype } = target;
      return prototype === undefined
        ? [own]
        : [own, { name: `${name}.prototype`, target: prototype, properties: propertiesOf(prototype) }];
    }),
  ];
}

function propertiesOf(
  target: object,
  keys: readonly PropertyKey[] = Reflect.ownKeys(target),
): BuiltIn['properties'] {
  return new Map(
    keys.flatMap((key) => {
      const descriptor = Reflect.getOwnPropertyDescriptor(target, key);
      return descriptor === undefined ? [] : [[key, descriptor] as const];
    }),
  );
}

/**
 * Checks that user code has not changed the built-ins, and restores them.
 *
 * The compiler uses the same built-ins: with a changed `Array.prototype.map`, it would write a wrong manifest. New properties
 * that are not enumerable, such as those of polyfills, are harmless.
 *
 * @throws PipelineError `PIPELINE_CHANGED_BUILT_IN`
 */
export function assertBuiltIns(before: BuiltIns, file: string): void {
  const changed = restoreBuiltIns(before);
  if (changed.length === 0) return;
  throw new PipelineError(
    'PIPELINE_CHANGED_BUILT_IN',
    `${file}, or a module that it imports, changed ${changed.slice(0, 5).join(', ')}. The compiler uses the same built-ins and would write a wrong manifest. Do not change them in pipeline modules; functions that run in tasks may change them.`,
  );
}

/** Restores the built-ins, and returns the names of those that were changed: `Array.prototype.map`. */
export function restoreBuiltIns(before: BuiltIns): readonly string[] {
  return before.flatMap(restore);
}

/** Restores the properties of a built-in, and returns the names of those that were changed. */
function restore({ name, target, properties }: BuiltIn): readonly string[] {
  const changed: string[] = [];
  const say = (key: PropertyKey): void => {
    changed.push(
      `${name}${typeof key === 'symbol' ? `[${String(key)}]` : `${name === '' ? '' : '.'}${String(key)}`}`,
    );
  };
  for (const [key, descriptor] of properties) {
    if (isSame(descriptor, Reflect.getOwnPropertyDescriptor(target, key))) continue;
    Reflect.defineProperty(target, key, descriptor);
    say(key);
  }
  if (target === globalThis) return changed;
  for (const key of Reflect.ownKeys(target)) {
    if (properties.has(key) || !Reflect.getOwnPropertyDescriptor(target, key)?.enumerable) continue;
    Reflect.deleteProperty(target, key);
    say(key);
  }
  return changed;
}

function isSame(one: PropertyDescriptor, other: PropertyDescriptor | undefined): boolean {
  return (
    other !== undefined && Object.is(one.value, other.value) && one.get === other.get && one.set === other.set
  );
}
