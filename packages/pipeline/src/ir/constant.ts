/** A value that a function in an expression gets when the pipeline is compiled. It is a copy, so later changes have no effect. */
export type Constant =
  | { readonly kind: 'plain'; readonly value: undefined | null | boolean | number | string }
  | { readonly kind: 'list'; readonly items: readonly Constant[] }
  | { readonly kind: 'object'; readonly fields: ReadonlyMap<string, Constant> }
  | RefusedConstant;

/** A value, or a part of one, that cannot become a constant. It is only an error if the function uses it. */
export interface RefusedConstant {
  readonly kind: 'refused';
  /** What it is: `a function`. */
  readonly what: string;
  /** What to do instead, as a sentence without a full stop. */
  readonly advice: string;
}

/** The constants of a function: for each of its parameters, and for the variables that it captures. */
export interface FunctionConstants {
  /** In the order of the parameters; undefined for those that get an input of the formula. */
  readonly parameters: readonly (Constant | undefined)[];
  /** By name; undefined if no loader has read the function, so that its variables are unknown. */
  readonly captured: ReadonlyMap<string, Constant> | undefined;
  /** Reads the captured variables again. */
  readonly readAgain: () => ReadonlyMap<string, Constant> | undefined;
}

/** More parts than any constant in an expression can have. */
const MOST_PARTS = 9_000;

/** Copies a value. Parts that Argo could not get are marked as refused. */
export function readConstant(value: unknown, isOutput: (value: unknown) => boolean): Constant {
  let parts = 0;
  return read(value, []);

  function read(part: unknown, around: readonly object[]): Constant {
    parts += 1;
    if (parts > MOST_PARTS)
      return refused('a part of a very large value', 'Capture only the part that you need');
    if (isOutput(part))
      return refused('an output, which has a value only when the workflow runs', OUTPUT_ADVICE);
    if (typeof part !== 'object' || part === null) return readPlain(part);
    if (around.includes(part)) return refused('an object that contains itself', PLAIN_ADVICE);
    const inside = [...around, part];
    // Array.from returns holes as undefined.
    if (Array.isArray(part)) return { kind: 'list', items: Array.from(part, (one) => read(one, inside)) };
    if (!isPlainObject(part)) return refused(`an instance of ${nameOfClass(part)}`, PLAIN_ADVICE);
    return {
      kind: 'object',
      fields: new Map(Object.keys(part).map((name) => [name, readField(part, name, inside)])),
    };
  }

  function readField(object: object, name: string, around: readonly object[]): Constant {
    let value: unknown;
    try {
      value = (object as Readonly<Record<string, unknown>>)[name]; // its own property
    } catch {
      return refused('a property that throws an exception when it is read', PLAIN_ADVICE);
    }
    return read(value, around);
  }
}

const OUTPUT_ADVICE = 'Put it into the list before the function';
const PLAIN_ADVICE =
  'Copy what you need into a constant that is a string, number, boolean, list or plain object';

function refused(what: string, advice: string): RefusedConstant {
  return { kind: 'refused', what, advice };
}

function readPlain(value: unknown): Constant {
  switch (typeof value) {
    case 'string':
      return value.isWellFormed()
        ? { kind: 'plain', value }
        : refused('a string with half a surrogate pair', 'Use well-formed strings');
    case 'number':
    case 'boolean':
    case 'undefined':
      return { kind: 'plain', value };
    case 'function':
      return refused(
        'a function',
        'Write its code inside this function, or call it before and use the result',
      );
    case 'bigint':
      return refused('a bigint', 'Convert it before: Number(value)');
    case 'symbol':
      return refused('a symbol', PLAIN_ADVICE);
    default:
      return { kind: 'plain', value: null };
  }
}

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  // Objects of other realms have another Object.prototype.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function nameOfClass(value: object): string {
  const { constructor: made } = value;
  return typeof made === 'function' && made.name !== '' ? made.name : 'a class';
}

/** Tells whether two constants are the same. */
export function isSameConstant(one: Constant, other: Constant): boolean {
  if (one.kind === 'plain' && other.kind === 'plain') return Object.is(one.value, other.value);
  if (one.kind === 'list' && other.kind === 'list')
    return (
      one.items.length === other.items.length &&
      one.items.every((item, index) => isSame(item, other.items[index]))
    );
  if (one.kind === 'object' && other.kind === 'object') {
    const names = [...one.fields.keys()];
    return (
      names.length === other.fields.size &&
      names.every((name) => isSame(one.fields.get(name), other.fields.get(name)))
    );
  }
  return one.kind === 'refused' && other.kind === 'refused' && one.what === other.what;
}

function isSame(one: Constant | undefined, other: Constant | undefined): boolean {
  return one !== undefined && other !== undefined && isSameConstant(one, other);
}

/** Returns the path of the first part of a constant that is refused, or undefined if none is. */
export function findRefused(
  constant: Constant,
  path: readonly string[] = [],
): { readonly path: readonly string[]; readonly part: RefusedConstant } | undefined {
  switch (constant.kind) {
    case 'refused':
      return { path, part: constant };
    case 'list':
      return firstOf(constant.items.entries(), (item, index) => findRefused(item, [...path, String(index)]));
    case 'object':
      return firstOf(constant.fields, (field, name) => findRefused(field, [...path, name]));
    case 'plain':
      return undefined;
  }
}

function firstOf<K, V, T>(
  entries: Iterable<readonly [K, V]>,
  find: (value: V, key: K) => T | undefined,
): T | undefined {
  for (const [key, value] of entries) {
    const found = find(value, key);
    if (found !== undefined) return found;
  }
  return undefined;
}
