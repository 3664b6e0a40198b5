import { compareStrings, compilePattern, GoPattern, matches } from '@tiphys/go';
import { printGoValue } from '../values/print-value.ts';
import { truncateFloat } from '../values/value.ts';

/** A value of a stage. A list contains the operands of `in (...)`. */
export type WhenValue = unknown;

/** An operation of a condition. A missing operand is undefined. */
export interface WhenStage {
  operator: WhenOperator;
  left: WhenStage | undefined;
  right: WhenStage | undefined;
}

/** An operation without its operands. Planning moves these between stages. */
export interface WhenOperator {
  readonly symbol: string;
  readonly precedence: string;
  /** The message for an operand of the wrong type. */
  readonly complaint?: string;
  readonly leftCheck?: (value: WhenValue) => boolean;
  readonly rightCheck?: (value: WhenValue) => boolean;
  readonly bothCheck?: (left: WhenValue, right: WhenValue) => boolean;
  readonly run: (left: WhenValue, right: WhenValue) => WhenValue;
}

const COMPLAINTS = {
  logical: 'logical operator',
  modifier: 'modifier',
  comparator: 'comparator',
  ternary: 'ternary operator',
  prefix: 'prefix',
} as const;

const isNumber = (value: WhenValue): value is number => typeof value === 'number';
const isString = (value: WhenValue): value is string => typeof value === 'string';
const isBoolean = (value: WhenValue): value is boolean => typeof value === 'boolean';

function isPattern(value: WhenValue): boolean {
  return isString(value) || value instanceof GoPattern;
}

function comparable(left: WhenValue, right: WhenValue): boolean {
  return (isNumber(left) && isNumber(right)) || (isString(left) && isString(right));
}

function addable(left: WhenValue, right: WhenValue): boolean {
  return (isNumber(left) && isNumber(right)) || isString(left) || isString(right);
}

function same(left: WhenValue, right: WhenValue): boolean {
  if (!Array.isArray(left) || !Array.isArray(right)) return left === right;
  return left.length === right.length && left.every((item, index) => same(item, right[index]));
}

function ordering(test: (order: number) => boolean): Partial<WhenOperator> & Pick<WhenOperator, 'run'> {
  return {
    bothCheck: comparable,
    run: (left, right) =>
      isString(left) && isString(right)
        ? test(compareStrings(left, right))
        : test(Number(left) - Number(right)),
  };
}

function matchRegex(left: WhenValue, right: WhenValue): boolean {
  return matches(compilePattern(String(right)), String(left));
}

function numeric(
  run: (left: number, right: number) => number,
): Partial<WhenOperator> & Pick<WhenOperator, 'run'> {
  return {
    leftCheck: isNumber,
    rightCheck: isNumber,
    run: (left, right) => run(Number(left), Number(right)),
  };
}

function bits(
  run: (left: bigint, right: bigint) => bigint,
  wrap: (value: bigint) => bigint,
): ReturnType<typeof numeric> {
  return numeric((left, right) => Number(wrap(run(wrap(truncateFloat(left)), wrap(truncateFloat(right))))));
}

const signed = (value: bigint): bigint => BigInt.asIntN(64, value);
const unsigned = (value: bigint): bigint => BigInt.asUintN(64, value);
const shift = (value: bigint, by: bigint): bigint => (by >= 64n ? 0n : value << by);

type Partly = Partial<WhenOperator> & Pick<WhenOperator, 'run'>;

function entry(precedence: string, complaint: string, operator: Partly): (symbol: string) => WhenOperator {
  return (symbol) => ({ symbol, precedence, complaint, ...operator });
}

const regex: Partly = { leftCheck: isString, rightCheck: isPattern, run: matchRegex };
const choose = entry('ternary', COMPLAINTS.ternary, { run: (left, right) => left ?? right });

/** The binary operators, by the precedence of the planner. */
const binary: Readonly<Record<string, (symbol: string) => WhenOperator>> = {
  '==': entry('comparator', COMPLAINTS.comparator, { run: same }),
  '!=': entry('comparator', COMPLAINTS.comparator, { run: (left, right) => !same(left, right) }),
  '>': entry(
    'comparator',
    COMPLAINTS.comparator,
    ordering((order) => order > 0),
  ),
  '>=': entry(
    'comparator',
    COMPLAINTS.comparator,
    ordering((order) => order >= 0),
  ),
  '<': entry(
    'comparator',
    COMPLAINTS.comparator,
    ordering((order) => order < 0),
  ),
  '<=': entry(
    'comparator',
    COMPLAINTS.comparator,
    ordering((order) => order <= 0),
  ),
  '=~': entry('comparator', COMPLAINTS.comparator, regex),
  '!~': entry('comparator', COMPLAINTS.comparator, {
    ...regex,
    run: (left, right) => !matchRegex(left, right),
  }),
  in: entry('comparator', COMPLAINTS.comparator, {
    rightCheck: Array.isArray,
    run: (left, right) => Array.isArray(right) && right.some((item) => item === left),
  }),
  '&&': entry('and', COMPLAINTS.logical, {
    leftCheck: isBoolean,
    rightCheck: isBoolean,
    run: (left, right) => left === true && right === true,
  }),
  '||': entry('or', COMPLAINTS.logical, {
    leftCheck: isBoolean,
    rightCheck: isBoolean,
    run: (left, right) => left === true || right === true,
  }),
  '+': entry('additive', COMPLAINTS.modifier, {
    bothCheck: addable,
    run: (left, right) =>
      isNumber(left) && isNumber(right) ? left + right : `${printGoValue(left)}${printGoValue(right)}`,
  }),
  '-': entry(
    'additive',
    COMPLAINTS.modifier,
    numeric((left, right) => left - right),
  ),
  '*': entry(
    'multiplicative',
    COMPLAINTS.modifier,
    numeric((left, right) => left * right),
  ),
  '/': entry(
    'multiplicative',
    COMPLAINTS.modifier,
    numeric((left, right) => left / right),
  ),
  '%': entry(
    'multiplicative',
    COMPLAINTS.modifier,
    numeric((left, right) => left % right),
  ),
  '**': entry(
    'exponential',
    COMPLAINTS.modifier,
    numeric((left, right) => left ** right),
  ),
  '&': entry(
    'bitwise',
    COMPLAINTS.modifier,
    bits((left, right) => left & right, signed),
  ),
  '|': entry(
    'bitwise',
    COMPLAINTS.modifier,
    bits((left, right) => left | right, signed),
  ),
  '^': entry(
    'bitwise',
    COMPLAINTS.modifier,
    bits((left, right) => left ^ right, signed),
  ),
  '<<': entry('shift', COMPLAINTS.modifier, bits(shift, unsigned)),
  '>>': entry(
    'shift',
    COMPLAINTS.modifier,
    bits((left, right) => left >> right, unsigned),
  ),
  '?': entry('ternary', COMPLAINTS.ternary, {
    leftCheck: isBoolean,
    run: (left, right) => (left === true ? right : null),
  }),
  ':': choose,
  '??': choose,
  ',': entry('separate', '', {
    run: (left, right) => (Array.isArray(left) ? [...left, right] : [left, right]),
  }),
};

const unary: Readonly<Record<string, Partly>> = {
  '-': { rightCheck: isNumber, run: (_left, right) => -Number(right) },
  '!': { rightCheck: isBoolean, run: (_left, right) => right !== true },
  '~': { rightCheck: isNumber, run: (_left, right) => Number(~truncateFloat(Number(right))) },
};

/** Returns the binary operator of a symbol. */
export function binaryOperator(symbol: string): WhenOperator {
  const make = binary[symbol];
  if (make === undefined) throw new Error(`unreachable: operator ${symbol}`);
  return make(symbol);
}

/** Returns the prefix operator of a symbol. */
export function prefixOperator(symbol: string): WhenOperator {
  const operator = unary[symbol];
  if (operator === undefined) throw new Error(`unreachable: prefix ${symbol}`);
  return { symbol, precedence: 'prefix', complaint: COMPLAINTS.prefix, ...operator };
}

/** Returns an operator without operands that has a value. */
export function literalOperator(value: WhenValue): WhenOperator {
  return { symbol: '', precedence: 'value', run: () => value };
}

/** Parentheses, which break a chain of operators of one precedence. */
export const groupOperator: WhenOperator = {
  symbol: 'NOOP',
  precedence: 'noop',
  run: (_left, right) => right,
};

function refuse(value: WhenValue, operator: WhenOperator): never {
  // The library's name of this operator has one character less.
  const symbol = operator.symbol === '==' ? '=' : operator.symbol;
  const start = `Value '${printGoValue(value)}' cannot be used with the ${operator.complaint ?? ''} '${symbol}'`;
  if (operator.complaint === COMPLAINTS.prefix) throw new Error(start);
  const wanted =
    operator.complaint === COMPLAINTS.logical || operator.complaint === COMPLAINTS.ternary
      ? 'bool'
      : 'number';
  throw new Error(`${start}, it is not a ${wanted}`);
}

/** Evaluates a stage and its operands. Throws a plain error with the message of the library. */
export function runStage(stage: WhenStage | undefined): WhenValue {
  if (stage === undefined) return null;
  const { operator } = stage;
  const left = runStage(stage.left);
  if (operator.symbol === '&&' && left === false) return false;
  if (operator.symbol === '||' && left === true) return true;
  if (operator.symbol === '??' && left !== null) return left;
  const skip = (operator.symbol === '?' && left === false) || (operator.symbol === ':' && left !== null);
  const right = skip ? null : runStage(stage.right);
  if (operator.bothCheck !== undefined) {
    if (!operator.bothCheck(left, right)) refuse(left, operator);
  } else {
    if (operator.leftCheck !== undefined && !operator.leftCheck(left)) refuse(left, operator);
    if (operator.rightCheck !== undefined && !operator.rightCheck(right)) refuse(right, operator);
  }
  return operator.run(left, right);
}
