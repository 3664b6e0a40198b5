import { compareStrings, GoTime } from '@tiphys/go';
import { typeName } from '../values/type-of.ts';
import {
  entriesOf,
  GoBytes,
  GoInteger,
  isList,
  isMap,
  isNil,
  isNumeric,
  toFloat,
  toGoInt,
  toInteger,
} from '../values/value.ts';

function isDuration(value: unknown): value is GoInteger {
  return value instanceof GoInteger && value.typeName === 'time.Duration';
}

function duration(value: bigint): GoInteger {
  return new GoInteger('int64', value, 'time.Duration');
}

function refuse(a: unknown, operator: string, b: unknown): never {
  throw new Error(`invalid operation: ${typeName(a)} ${operator} ${typeName(b)}`);
}

/** Implements `==` of expr-lang: numbers of all types compare by value, lists by element. */
export function equal(a: unknown, b: unknown): boolean {
  if (typeof a === 'string' || typeof b === 'string' || typeof a === 'boolean') return a === b;
  if (isNumeric(a) && isNumeric(b)) {
    if (typeof a === 'number' || typeof b === 'number') return toFloat(a) === toFloat(b);
    return toInteger(a) === toInteger(b);
  }
  if (isList(a) && isList(b)) return a.length === b.length && a.every((item, index) => equal(item, b[index]));
  return (isNil(a) && isNil(b)) || deepEqual(a, b);
}

/** Implements Go's `reflect.DeepEqual`: the types must be equal too. */
export function deepEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a instanceof GoTime && b instanceof GoTime) return a.nanoseconds === b.nanoseconds;
  if (a instanceof GoInteger && b instanceof GoInteger)
    return typeName(a) === typeName(b) && a.value === b.value;
  if (a instanceof GoBytes && b instanceof GoBytes) return deepEqual(a.bytes, b.bytes);
  if (isList(a) && isList(b))
    return a.length === b.length && a.every((item, index) => deepEqual(item, b[index]));
  if (!isMap(a) || !isMap(b)) return false;
  const other = new Map(entriesOf(b));
  const entries = entriesOf(a);
  return (
    entries.length === other.size &&
    entries.every(([key, value]) => other.has(key) && deepEqual(value, other.get(key)))
  );
}

/** Compares two values. Returns a negative number, zero or a positive number, or NaN for NaN. Throws if they cannot be compared. */
export function compare(a: unknown, operator: string, b: unknown): number {
  if (isNumeric(a) && isNumeric(b)) {
    if (typeof a === 'number' || typeof b === 'number') return compareFloats(toFloat(a), toFloat(b));
    const left = toInteger(a);
    const right = toInteger(b);
    return left < right ? -1 : left > right ? 1 : 0;
  }
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b);
  if (a instanceof GoTime && b instanceof GoTime)
    return a.nanoseconds < b.nanoseconds ? -1 : a.nanoseconds > b.nanoseconds ? 1 : 0;
  if (isDuration(a) && isDuration(b)) return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
  return refuse(a, operator, b);
}

/** Compares floats. Does not subtract, since the difference of two equal infinities is NaN. */
function compareFloats(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

/** Computes `a + b`. Throws a plain error for operands that cannot be added. */
export function add(a: unknown, b: unknown): unknown {
  if (typeof a === 'string' && typeof b === 'string') return a + b;
  if (isNumeric(a) && isNumeric(b)) {
    if (typeof a === 'number' || typeof b === 'number') return toFloat(a) + toFloat(b);
    return toGoInt(toInteger(a) + toInteger(b));
  }
  if (a instanceof GoTime && isDuration(b)) return new GoTime(a.nanoseconds + b.value, a.location);
  if (isDuration(a) && b instanceof GoTime) return new GoTime(b.nanoseconds + a.value, b.location);
  if (isDuration(a) && isDuration(b)) return duration(a.value + b.value);
  return refuse(a, '+', b);
}

/** Computes `a - b`. Throws a plain error for operands that cannot be subtracted. */
export function subtract(a: unknown, b: unknown): unknown {
  if (isNumeric(a) && isNumeric(b)) {
    if (typeof a === 'number' || typeof b === 'number') return toFloat(a) - toFloat(b);
    return toGoInt(toInteger(a) - toInteger(b));
  }
  if (a instanceof GoTime && b instanceof GoTime) return duration(a.nanoseconds - b.nanoseconds);
  if (a instanceof GoTime && isDuration(b)) return new GoTime(a.nanoseconds - b.value, a.location);
  if (isDuration(a) && isDuration(b)) return duration(a.value - b.value);
  return refuse(a, '-', b);
}

/** Computes `a * b`. Throws a plain error for operands that cannot be multiplied. */
export function multiply(a: unknown, b: unknown): unknown {
  const timed = isDuration(a) || isDuration(b);
  const left = isDuration(a) ? a.value : a;
  const right = isDuration(b) ? b.value : b;
  if (!isNumeric(left) || !isNumeric(right)) return refuse(a, '*', b);
  if (typeof left === 'number' || typeof right === 'number') return toFloat(left) * toFloat(right);
  const product = toInteger(left) * toInteger(right);
  return timed ? duration(product) : toGoInt(product);
}

/** Computes `a / b`, always a float. */
export function divide(a: unknown, b: unknown): number {
  if (!isNumeric(a) || !isNumeric(b)) return refuse(a, '/', b);
  return toFloat(a) / toFloat(b);
}

/** Computes `a % b` of integers. Throws a plain error for zero. */
export function modulo(a: unknown, b: unknown): bigint {
  if (!isNumeric(a) || !isNumeric(b) || typeof a === 'number' || typeof b === 'number')
    return refuse(a, '%', b);
  if (toInteger(b) === 0n) throw new Error('runtime error: integer divide by zero');
  return toInteger(a) % toInteger(b);
}

/** Returns a value as a float, for operations that need one. */
function needFloat(value: unknown): number {
  if (!isNumeric(value)) throw new Error(`invalid operation: float(${typeName(value)})`);
  return toFloat(value);
}

/** Returns a value as an int, for an index or a count. */
export function needInt(value: unknown): bigint {
  if (!isNumeric(value)) throw new Error(`invalid operation: int(${typeName(value)})`);
  return toInteger(value);
}

/** Implements Go's `math.Pow`, which differs from `**` if the base is 1 or -1. */
export function power(a: unknown, b: unknown): number {
  const base = needFloat(a);
  const exponent = needFloat(b);
  if (base === 1 || (base === -1 && !Number.isFinite(exponent) && !Number.isNaN(exponent))) return 1;
  return base ** exponent;
}

/** Computes `-value`. Throws a plain error for anything but a number. */
export function negate(value: unknown): unknown {
  if (typeof value === 'number') return -value;
  if (typeof value === 'bigint') return toGoInt(-value);
  if (value instanceof GoInteger && value.typeName === undefined)
    return new GoInteger(value.kind, -value.value);
  throw new Error(`invalid operation: - ${typeName(value)}`);
}

/** Checks a type. Throws the message of a failed type assertion of Go. */
export function assertType<T>(value: unknown, test: (value: unknown) => value is T, wanted: string): T {
  if (test(value)) return value;
  if (value === null || value === undefined)
    throw new Error(`interface conversion: interface {} is nil, not ${wanted}`);
  throw new Error(`interface conversion: interface {} is ${typeName(value)}, not ${wanted}`);
}

/** Tells whether a value is a string. */
export const isString = (value: unknown): value is string => typeof value === 'string';
/** Tells whether a value is a boolean. */
export const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

/** Returns a value as a string, as a type assertion of Go does. */
export function needString(value: unknown): string {
  return assertType(value, isString, 'string');
}

/** Returns a value as a boolean, as a type assertion of Go does. */
export function needBoolean(value: unknown): boolean {
  return assertType(value, isBoolean, 'bool');
}
