import { printGoValue } from '../values/print-value.ts';
import { randomIntegers } from '../values/sources.ts';
import { atoi, castFloat, castInteger } from './cast.ts';
import {
  addDecimal,
  type Decimal,
  decimalOf,
  divideDecimal,
  floatOf,
  multiplyDecimal,
  subtractDecimal,
} from './decimal.ts';
import { define, int64 } from './define.ts';

const MAX_LIST = 1_000_000;

function untilStep(start: bigint, stop: bigint, step: bigint): bigint[] {
  const list: bigint[] = [];
  const up = stop >= start;
  if (up ? step <= 0n : step >= 0n) return list;
  for (let value = start; up ? value < stop : value > stop; value += step) {
    list.push(value);
    if (list.length > MAX_LIST) throw new Error('memory budget exceeded');
  }
  return list;
}

function sequence(...values: bigint[]): string {
  const [first = 1n, second = 1n, third = 1n] = values;
  const range = (start: bigint, end: bigint, step?: bigint): string => {
    const one = end < start ? -1n : 1n;
    return untilStep(start, end + one, step ?? one).join(' ');
  };
  switch (values.length) {
    case 1:
      return range(1n, first);
    case 2:
      return range(first, second);
    case 3:
      return third < first && second > 0n ? '' : range(first, third, second);
    default:
      return '';
  }
}

function divide(a: bigint, b: bigint): bigint {
  if (b === 0n) throw new Error('runtime error: integer divide by zero');
  return a / b;
}

function remainder(a: bigint, b: bigint): bigint {
  if (b === 0n) throw new Error('runtime error: integer divide by zero');
  return a % b;
}

function fold(first: unknown, rest: readonly unknown[], step: (a: Decimal, b: Decimal) => Decimal): number {
  const start = decimalOf(castFloat(first));
  return floatOf(rest.reduce<Decimal>((sum, value) => step(sum, decimalOf(castFloat(value))), start));
}

function round(value: unknown, places: bigint, ...options: number[]): number {
  const power = 10 ** Number(places);
  const digit = power * castFloat(value);
  const fraction = digit - Math.trunc(digit);
  return (fraction >= (options[0] ?? 0.5) ? Math.ceil(digit) : Math.floor(digit)) / power;
}

function fromOctal(value: unknown): bigint {
  const text = printGoValue(value);
  const match = /^([+-]?)([0-7]+)$/.exec(text);
  const size = BigInt(`0o${match?.[2] ?? '0'}`);
  return size > 2n ** 63n - 1n ? 0n : match?.[1] === '-' ? -size : size;
}

const integers = (values: readonly unknown[]): bigint[] => values.map(castInteger);
const largest = (...values: unknown[]): unknown => int64(integers(values).reduce((a, b) => (b > a ? b : a)));
const smallest = (...values: unknown[]): unknown => int64(integers(values).reduce((a, b) => (b < a ? b : a)));
const pair = (run: (a: bigint, b: bigint) => bigint) => (a: unknown, b: unknown) =>
  int64(run(castInteger(a), castInteger(b)));

/** sprig's number functions. */
export const numberFunctions: Readonly<Record<string, unknown>> = {
  atoi: define('string -> int', atoi),
  int64: define('any -> int64', (value: unknown) => int64(castInteger(value))),
  int: define('any -> int', castInteger),
  float64: define('any -> float', castFloat),
  toDecimal: define('any -> int64', (value: unknown) => int64(fromOctal(value))),
  seq: define('int... -> string', sequence),
  until: define('int -> ints', (count: bigint) => untilStep(0n, count, count < 0n ? -1n : 1n)),
  untilStep: define('int int int -> ints', untilStep),
  add1: define('any -> int64', (value: unknown) => int64(castInteger(value) + 1n)),
  add: define('any... -> int64', (...values: unknown[]) =>
    int64(integers(values).reduce((a, b) => a + b, 0n)),
  ),
  sub: define(
    'any any -> int64',
    pair((a, b) => a - b),
  ),
  div: define('any any -> int64', pair(divide)),
  mod: define('any any -> int64', pair(remainder)),
  mul: define('any any... -> int64', (...values: unknown[]) =>
    int64(integers(values).reduce((a, b) => a * b)),
  ),
  randInt: define('int int -> int', (min: bigint, max: bigint) => {
    if (max <= min) throw new Error('invalid argument to Intn');
    const [fraction = 0] = randomIntegers(1, 2 ** 32);
    return min + BigInt(Math.floor((fraction / 2 ** 32) * Number(max - min)));
  }),
  add1f: define('any -> float', (value: unknown) => fold(value, [1], addDecimal)),
  addf: define('any... -> float', (...values: unknown[]) => fold(0, values, addDecimal)),
  subf: define('any any... -> float', (first: unknown, ...rest: unknown[]) =>
    fold(first, rest, subtractDecimal),
  ),
  divf: define('any any... -> float', (first: unknown, ...rest: unknown[]) =>
    fold(first, rest, divideDecimal),
  ),
  mulf: define('any any... -> float', (first: unknown, ...rest: unknown[]) =>
    fold(first, rest, multiplyDecimal),
  ),
  biggest: define('any any... -> int64', largest),
  max: define('any any... -> int64', largest),
  min: define('any any... -> int64', smallest),
  maxf: define('any any... -> float', (...values: unknown[]) => Math.max(...values.map(castFloat))),
  minf: define('any any... -> float', (...values: unknown[]) => Math.min(...values.map(castFloat))),
  ceil: define('any -> float', (value: unknown) => Math.ceil(castFloat(value))),
  floor: define('any -> float', (value: unknown) => Math.floor(castFloat(value))),
  round: define('any int float... -> float', round),
};
