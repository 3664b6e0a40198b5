import type { GoType } from './type.ts';

/**
 * Kinds of integers. Values of an evaluation map to Go: `null` is nil, `number` is float64, `bigint` is int, arrays are slices, plain
 * objects are `map[string]any`, a `Map` is `map[any]any`. The classes below represent the rest.
 */
export type GoKind = 'int8' | 'int16' | 'int32' | 'int64' | 'uint' | 'uint8' | 'uint16' | 'uint32' | 'uint64';

/** An integer of another type than `int`; `typeName` is set for a named type such as `time.Duration`. */
export class GoInteger {
  readonly kind: GoKind;
  readonly value: bigint;
  readonly typeName: string | undefined;

  constructor(kind: GoKind, value: bigint, typeName?: string) {
    this.kind = kind;
    this.value = wrap(kind, value);
    this.typeName = typeName;
  }
}

function wrap(kind: GoKind, value: bigint): bigint {
  const bits = Number.parseInt(kind.replace(/\D/g, '') || '64', 10);
  return kind.startsWith('u') ? BigInt.asUintN(bits, value) : BigInt.asIntN(bits, value);
}

/** Options of a function value. The message of a plain error that `call` throws becomes the message of the evaluation. */
export interface GoFunctionOptions {
  readonly parameters: readonly GoType[];
  readonly variadic?: boolean;
  readonly result: GoType;
  readonly call: (...values: readonly unknown[]) => unknown;
}

/** A function value with the types of its parameters and result. */
export class GoFunction {
  readonly parameters: readonly GoType[];
  readonly variadic: boolean;
  readonly result: GoType;
  readonly call: (...values: readonly unknown[]) => unknown;

  constructor(options: GoFunctionOptions) {
    this.parameters = options.parameters;
    this.variadic = options.variadic ?? false;
    this.result = options.result;
    this.call = options.call;
  }
}

/** The bytes of a `b"..."` literal. */
export class GoBytes {
  readonly bytes: readonly number[];

  constructor(bytes: readonly number[]) {
    this.bytes = bytes;
  }
}

const maxSafe = BigInt(Number.MAX_SAFE_INTEGER);

/** Wraps an integer to the 64 bits of a Go `int`. */
export function toGoInt(value: bigint): bigint {
  return value <= maxSafe && value >= -maxSafe ? value : BigInt.asIntN(64, value);
}

/** Truncates a float to an integer, as Go does on amd64. */
export function truncateFloat(value: number): bigint {
  if (!Number.isFinite(value) || value >= 2 ** 63 || value < -(2 ** 63)) return -(2n ** 63n);
  return BigInt(Math.trunc(value));
}

/** Tells whether a value is valid in arithmetic. */
export function isNumeric(value: unknown): value is number | bigint | GoInteger {
  return (
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    (value instanceof GoInteger && value.typeName === undefined)
  );
}

/** Converts a value to a float64. */
export function toFloat(value: number | bigint | GoInteger): number {
  if (typeof value === 'number') return value;
  return Number(typeof value === 'bigint' ? value : value.value);
}

/** Converts a value to an int. Truncates floats. */
export function toInteger(value: number | bigint | GoInteger): bigint {
  if (typeof value === 'bigint') return value;
  return typeof value === 'number' ? truncateFloat(value) : BigInt.asIntN(64, value.value);
}

/** The nil slice: empty, but nil for `==` and `??`, and null in JSON. */
export const nilSlice: readonly unknown[] = Object.freeze([]);

const sliceTypes = new WeakMap<object, GoType>();

/** Marks a list as a slice of a specific type, such as `[]string`. Unmarked lists are `[]any`. */
export function markSlice<T extends readonly unknown[]>(list: T, type: GoType | undefined): T {
  if (type !== undefined && list !== nilSlice) sliceTypes.set(list, type);
  return list;
}

/** Returns the type that a list was marked with. */
export function sliceType(list: readonly unknown[]): GoType | undefined {
  return sliceTypes.get(list);
}

/** The nil map: empty, but nil. */
export const nilMap: Readonly<Record<string, unknown>> = Object.freeze(Object.create(null));

/** Tells whether a value is nil in Go. */
export function isNil(value: unknown): boolean {
  return value === null || value === undefined || value === nilSlice || value === nilMap;
}

/** Tells whether a value is a slice. */
export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** Tells whether a value is a `map[string]any`. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** Tells whether a value is a map of either kind. */
export function isMap(
  value: unknown,
): value is Readonly<Record<string, unknown>> | ReadonlyMap<unknown, unknown> {
  return value instanceof Map || isObject(value);
}

/** Returns an own entry of an object. */
export function ownEntry(object: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Creates a `map[string]any` with these entries. */
export function makeObject(entries: Iterable<readonly [string, unknown]>): Record<string, unknown> {
  const object: Record<string, unknown> = Object.create(null);
  for (const [key, value] of entries) object[key] = value;
  return object;
}

/** Returns the keys and values of either kind of map. */
export function entriesOf(
  map: Readonly<Record<string, unknown>> | ReadonlyMap<unknown, unknown>,
): [unknown, unknown][] {
  return map instanceof Map ? [...map] : Object.entries(map);
}
