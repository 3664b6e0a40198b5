import { parseFloatGo, tryParseIntGo } from '@tiphys/go';
import { compare } from '../operations/operators.ts';
import { ANY_TYPE, FLOAT_TYPE, functionType, type GoType, INT_TYPE, isUnknown } from '../values/type.ts';
import { typeName } from '../values/type-of.ts';
import { GoInteger, isList, isNumeric, toFloat, toInteger, truncateFloat } from '../values/value.ts';
import { type Builtin, nameType, needCount } from './builtin.ts';

const numeric = (type: GoType): boolean => ['int', 'integer', 'float'].includes(type.kind);

function validateNumber(
  name: string,
  result: (type: GoType) => GoType,
): (types: readonly GoType[]) => GoType {
  return (types) => {
    needCount(types, 1);
    const [type = ANY_TYPE] = types;
    if (numeric(type) || isUnknown(type)) return result(type);
    throw new Error(`invalid argument for ${name} (type ${nameType(type)})`);
  };
}

function convert(name: string, result: GoType): (types: readonly GoType[]) => GoType {
  return (types) => {
    needCount(types, 1);
    const [type = ANY_TYPE] = types;
    if (numeric(type) || isUnknown(type) || type.kind === 'string') return result;
    throw new Error(`invalid argument for ${name} (type ${nameType(type)})`);
  };
}

function validateAggregate(name: string): (types: readonly GoType[]) => GoType {
  return (types) => {
    const [first] = types;
    if (first === undefined) throw new Error(`not enough arguments to call ${name}`);
    for (const type of types) {
      if (isUnknown(type) || type.kind === 'slice') return ANY_TYPE;
      if (!numeric(type)) throw new Error(`invalid argument for ${name} (type ${nameType(type)})`);
    }
    return first;
  };
}

/** Implements the builtin `int`, which Argo also calls `asInt`. */
export function toIntValue(value: unknown): bigint {
  if (isNumeric(value)) return typeof value === 'number' ? truncateFloat(value) : toInteger(value);
  if (value instanceof GoInteger) return value.value;
  if (value === null || value === undefined)
    throw new Error('reflect: call of reflect.Value.Type on zero Value');
  const parsed = typeof value === 'string' ? tryParseIntGo(value) : undefined;
  if (parsed === undefined)
    throw new Error(`invalid operation: int(${typeof value === 'string' ? value : typeName(value)})`);
  return parsed;
}

/** Implements the builtin `float`, which Argo also calls `asFloat`. */
export function toFloatValue(value: unknown): number {
  if (isNumeric(value)) return toFloat(value);
  const parsed = typeof value === 'string' ? parseFloatGo(value) : undefined;
  if (parsed === undefined)
    throw new Error(`invalid operation: float(${typeof value === 'string' ? value : typeName(value)})`);
  return parsed;
}

function abs([value]: readonly unknown[]): unknown {
  if (typeof value === 'number') return value < 0 ? -value : value;
  if (typeof value === 'bigint') return value < 0n ? BigInt.asIntN(64, -value) : value;
  if (value instanceof GoInteger && value.typeName === undefined) {
    return value.value < 0n ? new GoInteger(value.kind, -value.value) : value;
  }
  throw new Error(`invalid argument for abs (type ${typeName(value)})`);
}

function rounding(name: string, round: (value: number) => number): (values: readonly unknown[]) => number {
  return ([value]) => {
    if (!isNumeric(value)) throw new Error(`invalid argument for ${name} (type ${typeName(value)})`);
    return typeof value === 'number' ? round(value) : toFloat(value);
  };
}

/** Rounds half away from zero, as Go does. */
function roundHalfAway(value: number): number {
  const whole = Math.trunc(value);
  return Math.abs(value - whole) >= 0.5 ? whole + Math.sign(value) : whole;
}

/** Returns the numbers in nested lists, in order. */
function flatNumbers(name: string, values: readonly unknown[]): number[] {
  return values.flatMap((value) => {
    if (isList(value)) return flatNumbers(name, value);
    if (isNumeric(value)) return [toFloat(value)];
    // A duration counts as an integer here.
    if (value instanceof GoInteger) return [Number(value.value)];
    throw new Error(`invalid argument for ${name} (type ${typeName(value)})`);
  });
}

function extreme(name: string, better: (order: number) => boolean): (values: readonly unknown[]) => unknown {
  const search = (values: readonly unknown[], nested: boolean): unknown => {
    let best: unknown = null;
    const offer = (value: unknown): void => {
      if (value !== null && (best === null || better(compare(best, '<', value)))) best = value;
    };
    for (const value of values) {
      if (isList(value)) offer(search(value, true));
      else if (isNumeric(value)) offer(value);
      else if (!nested && values.length === 1) return value ?? null;
      else throw new Error(`invalid argument for ${name} (type ${typeName(value)})`);
    }
    return best;
  };
  return (values) => search(values, false);
}

function mean(values: readonly unknown[]): number {
  const numbers = flatNumbers('mean', values);
  return numbers.length === 0 ? 0 : numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}

function median(values: readonly unknown[]): number {
  const numbers = flatNumbers('median', values).sort((a, b) => a - b);
  const middle = Math.floor(numbers.length / 2);
  const upper = numbers[middle];
  if (upper === undefined) return 0;
  return numbers.length % 2 === 1 ? upper : ((numbers[middle - 1] ?? 0) + upper) / 2;
}

function bit(name: string, run: (x: bigint, y: bigint) => bigint, shifts = false): [string, Builtin] {
  const need = (value: unknown): bigint => {
    if (isNumeric(value) && typeof value !== 'number') return toInteger(value);
    throw new Error(`cannot use ${typeName(value)} as argument (type int) to call ${name}`);
  };
  const call = (values: readonly unknown[]): bigint => {
    const x = need(values[0]);
    const y = need(values[1]);
    if (shifts && y < 0n) throw new Error(`invalid operation: negative shift count ${y} (type int)`);
    return BigInt.asIntN(64, run(x, y));
  };
  return [name, { overloads: [functionType([INT_TYPE, INT_TYPE], INT_TYPE)], run: call }];
}

/** The builtins for numbers. */
export const numberBuiltins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ['abs', { validate: validateNumber('abs', (type) => type), run: abs }],
  ['ceil', { validate: validateNumber('ceil', () => FLOAT_TYPE), run: rounding('ceil', Math.ceil) }],
  ['floor', { validate: validateNumber('floor', () => FLOAT_TYPE), run: rounding('floor', Math.floor) }],
  ['round', { validate: validateNumber('round', () => FLOAT_TYPE), run: rounding('round', roundHalfAway) }],
  ['int', { validate: convert('int', INT_TYPE), run: ([value]) => toIntValue(value) }],
  ['float', { validate: convert('float', FLOAT_TYPE), run: ([value]) => toFloatValue(value) }],
  ['max', { validate: validateAggregate('max'), run: extreme('max', (order) => order < 0) }],
  ['min', { validate: validateAggregate('min'), run: extreme('min', (order) => order > 0) }],
  ['mean', { validate: validateAggregate('mean'), run: mean }],
  ['median', { validate: validateAggregate('median'), run: median }],
  bit('bitand', (x, y) => x & y),
  bit('bitor', (x, y) => x | y),
  bit('bitxor', (x, y) => x ^ y),
  bit('bitnand', (x, y) => x & ~y),
  bit('bitshl', (x, y) => (y > 63n ? 0n : x << y), true),
  bit('bitshr', (x, y) => x >> (y > 63n ? 63n : y), true),
  bit('bitushr', (x, y) => (y > 63n ? 0n : BigInt.asUintN(64, x) >> y), true),
  [
    'bitnot',
    {
      overloads: [functionType([INT_TYPE], INT_TYPE)],
      run: ([value]) => {
        if (isNumeric(value) && typeof value !== 'number') return BigInt.asIntN(64, ~toInteger(value));
        throw new Error(`cannot use ${typeName(value)} as argument (type int) to call bitnot`);
      },
    },
  ],
]);
