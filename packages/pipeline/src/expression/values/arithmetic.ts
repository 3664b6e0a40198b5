import type { ExpressionNode } from '@tiphys/expression';
import { binary, builtin, choice, closure, listOf, pointer } from '../tree/expression-nodes.ts';
import { bind, integer, negative, notANumber, numberNode } from '../tree/nodes.ts';
import { constantNumber, isFiniteNumber, mayBeZero, type NumberFacts } from '../value-types/number-facts.ts';
import type { NumberNode } from './to-number.ts';

/** Operators with the same result in Argo and JavaScript if both operands are float64. */
export type FloatOperator = '+' | '-' | '*' | '/';

/** Returns a constant number. */
export function constant(value: number): NumberNode {
  return { node: numberNode(value), facts: constantNumber(value) };
}

const compute: Readonly<Record<FloatOperator, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
};

/** Returns the result of an operation; undefined if it depends on the sign of a zero, which Argo does not keep. */
export function arithmetic(
  operator: FloatOperator,
  left: NumberNode,
  right: NumberNode,
): NumberNode | undefined {
  const [a, b] = [left.facts, right.facts];
  if (a.constant !== undefined && b.constant !== undefined)
    return constant(compute[operator](a.constant, b.constant));
  if (operator === '/') return divide(left, right);
  const facts = factsOf(operator, a, b);
  const areInts = a.held !== 'float' && b.held !== 'float';
  const fits =
    facts.min >= -(2 ** 53) && facts.max <= 2 ** 53 && (operator !== '*' || (a.min >= 0 && b.min >= 0));
  if (!areInts) return { node: binary(operator, left.node, right.node), facts: { ...facts, held: 'float' } };
  if (fits) {
    const held = a.held === 'int' && b.held === 'int' ? 'int' : 'either';
    return { node: binary(operator, left.node, right.node), facts: { ...facts, held } };
  }
  // Ints are exact up to 64 bits and have no -0, unlike JavaScript's numbers.
  return {
    node: binary(operator, builtin('float', left.node), right.node),
    facts: { ...facts, held: 'float' },
  };
}

function divide(left: NumberNode, right: NumberNode): NumberNode | undefined {
  const [a, b] = [left.facts, right.facts];
  if (mayBeZero(b) && b.zero === 'unknown') return undefined;
  const divisor = mayBeZero(b) && b.zero === 'positive' ? binary('+', right.node, integer(0)) : right.node;
  return { node: binary('/', left.node, divisor), facts: factsOf('/', a, b) };
}

function factsOf(operator: FloatOperator, a: NumberFacts, b: NumberFacts): NumberFacts {
  const ends = operator === '/' && mayBeZero(b) ? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] : [];
  for (const x of [a.min, a.max]) for (const y of [b.min, b.max]) ends.push(compute[operator](x, y));
  const isKnown = ends.every((end) => !Number.isNaN(end));
  const min = isKnown ? Math.min(...ends) : Number.NEGATIVE_INFINITY;
  const max = isKnown ? Math.max(...ends) : Number.POSITIVE_INFINITY;
  return {
    held: 'float',
    mayBeNaN: a.mayBeNaN || b.mayBeNaN || makesNaN(operator, a, b),
    mayBeInfinite:
      a.mayBeInfinite ||
      (b.mayBeInfinite && operator !== '/') ||
      Math.abs(min) > Number.MAX_VALUE ||
      Math.abs(max) > Number.MAX_VALUE,
    min,
    max,
    zero: a.zero === 'same' && b.zero === 'same' ? 'same' : 'unknown',
  };
}

function makesNaN(operator: FloatOperator, a: NumberFacts, b: NumberFacts): boolean {
  const infinite = a.mayBeInfinite && b.mayBeInfinite;
  switch (operator) {
    case '*':
      return (a.mayBeInfinite && mayBeZero(b)) || (b.mayBeInfinite && mayBeZero(a));
    case '/':
      return infinite || (mayBeZero(a) && mayBeZero(b));
    default:
      return infinite;
  }
}

/** Returns a negated number. */
export function negated({ node, facts }: NumberNode): NumberNode {
  if (facts.constant !== undefined) return constant(-facts.constant);
  const turned: NumberFacts = {
    ...facts,
    min: -facts.max,
    max: -facts.min,
    zero: facts.zero === 'same' ? 'same' : 'unknown',
  };
  if (facts.held === 'float' || !mayBeZero(facts)) return { node: negative(node), facts: turned };
  return { node: negative(builtin('float', node)), facts: { ...turned, held: 'float' } };
}

/** Returns `x ** y` for exponents up to 2; undefined for others, which Argo computes differently. */
export function power(base: NumberNode, exponent: NumberNode): NumberNode | undefined {
  const { constant: wanted } = exponent.facts;
  if (base.facts.constant !== undefined && wanted !== undefined)
    return constant(base.facts.constant ** wanted);
  if (wanted === 0) return constant(1);
  if (wanted === 1) return base;
  if (wanted !== 2) return undefined;
  const facts = arithmetic('*', base, base)?.facts;
  if (facts === undefined) return undefined;
  const node = bind(
    base.node,
    (value) => arithmetic('*', { ...base, node: value }, { ...base, node: value })?.node ?? value,
  );
  return { node, facts: { ...facts, min: Math.max(facts.min, 0) } };
}

/** Returns the remainder of a division by a constant integer; undefined for other divisors. */
export function remainder(left: NumberNode, right: NumberNode): NumberNode | undefined {
  const divisor = right.facts.constant;
  const { facts } = left;
  if (facts.constant !== undefined && divisor !== undefined) return constant(facts.constant % divisor);
  if (divisor === undefined || !Number.isInteger(divisor)) return undefined;
  const size = Math.abs(divisor);
  if (size < 1 || size > 2 ** 31) return undefined;
  const bound: NumberFacts = {
    held: 'float',
    mayBeNaN: !isFiniteNumber(facts),
    mayBeInfinite: false,
    min: facts.min < 0 ? -size : 0,
    max: facts.max > 0 ? size : 0,
    zero: facts.min >= 0 ? 'positive' : 'unknown',
  };
  if (facts.held === 'int' && facts.min >= 0)
    return { node: binary('%', left.node, integer(size)), facts: { ...bound, held: 'int' } };
  return {
    node: bind(left.node, (value) => {
      const found = floatRemainder(value, size);
      if (isFiniteNumber(facts)) return found;
      return choice(binary('==', binary('-', value, value), integer(0)), found, notANumber);
    }),
    facts: bound,
  };
}

/** Argo's `%` only takes ints. A float64 of at least 2 ** 53 is always an integer, and ints of Argo end at 2 ** 63. */
function floatRemainder(value: ExpressionNode, size: number): ExpressionNode {
  const whole = builtin('int', value);
  const small = binary('+', binary('%', whole, integer(size)), binary('-', value, whole));
  const isPowerOfTwo = Number.isInteger(Math.log2(size)) && size <= 1024;
  const limit = binary('**', integer(2), integer(isPowerOfTwo ? 62 : 53));
  return choice(
    binary('<', builtin('abs', value), limit),
    small,
    isPowerOfTwo ? integer(0) : longDivision(value, size),
  );
}

/** Subtracts the divisor times decreasing powers of two. Every step is exact. */
function longDivision(value: ExpressionNode, size: number): ExpressionNode {
  const taken = binary('*', integer(size), binary('**', integer(2), pointer()));
  const accumulated: ExpressionNode = pointer('acc');
  const powers = builtin('reverse', binary('..', integer(0), integer(1023)));
  const rest = closure(
    'reduce',
    builtin('concat', listOf(builtin('abs', value)), powers),
    choice(binary('>=', accumulated, taken), binary('-', accumulated, taken), accumulated),
  );
  return binary('*', choice(binary('<', value, integer(0)), integer(-1), integer(1)), rest);
}
