import { mapChildren } from '../language/children.ts';
import type { ExpressionNode, NodeOf } from '../language/node.ts';
import { placed, positionOf } from '../language/position.ts';
import { divide, power } from '../operations/operators.ts';
import { toGoInt } from '../values/value.ts';

/** Called for every replaced node, so that its type can be kept. */
type OnReplace = (replaced: ExpressionNode, by: ExpressionNode) => void;

/** Replaces `filter(...)[0]`: a search that fails if nothing is found. */
export const FIND_OR_THROW = 'find!';
/** Replaces `filter(...)[-1]`. */
export const FIND_LAST_OR_THROW = 'findLast!';

/** Thrown if a constant part has no value, whether it would run or not. */
export class ConstantFault extends Error {
  readonly node: ExpressionNode;

  constructor(message: string, node: ExpressionNode) {
    super(message);
    this.node = node;
  }
}

/**
 * Applies those optimizations of the library that change a result: `true and x` is `x` even if `x` is not a boolean, `x and false` never
 * evaluates `x`, `sum([a, b])` is `a + b`, and searches stop at the first match. Throws {@link ConstantFault} for a remainder by a constant
 * zero.
 */
export function optimize(node: ExpressionNode, onReplace: OnReplace): ExpressionNode {
  const inner = mapChildren(node, (child) => optimize(child, onReplace));
  const result = rewrite(inner);
  if (result === node) return node;
  const kept = placed(result, positionOf(result) || positionOf(node));
  onReplace(node, kept);
  return kept;
}

function rewrite(node: ExpressionNode): ExpressionNode {
  switch (node.kind) {
    case 'unary':
      return rewriteUnary(node);
    case 'binary':
      return rewriteBinary(node);
    case 'builtin':
      return rewriteBuiltin(node);
    case 'member':
      return rewriteMember(node);
    default:
      return node;
  }
}

function rewriteUnary(node: NodeOf<'unary'>): ExpressionNode {
  const { operator, operand } = node;
  if (operand.kind === 'boolean' && (operator === '!' || operator === 'not'))
    return { kind: 'boolean', value: !operand.value };
  if (operator === '+' && (operand.kind === 'integer' || operand.kind === 'float')) return operand;
  if (operator !== '-') return node;
  if (operand.kind === 'integer') return { kind: 'integer', value: toGoInt(-operand.value) };
  return operand.kind === 'float' ? { kind: 'float', value: -operand.value } : node;
}

function rewriteBinary(node: NodeOf<'binary'>): ExpressionNode {
  const { operator, left, right } = node;
  if (operator === 'and' || operator === '&&') return rewriteLogical(node, true);
  if (operator === 'or' || operator === '||') return rewriteLogical(node, false);
  if (operator === '==') return rewriteEqual(node);
  const any = countIsAny(node);
  if (any !== undefined) return any;
  if (operator === '+' && left.kind === 'string' && right.kind === 'string') {
    return { kind: 'string', value: left.value + right.value };
  }
  return rewriteArithmetic(node);
}

/** Rewrites `and` and `or` with a constant side: the neutral value gives the other side, the opposite value is the result. */
function rewriteLogical(node: NodeOf<'binary'>, neutral: boolean): ExpressionNode {
  const { left, right } = node;
  if (left.kind === 'boolean' && left.value === neutral) return right;
  if (right.kind === 'boolean' && right.value === neutral) return left;
  if (left.kind === 'boolean' || right.kind === 'boolean') return { kind: 'boolean', value: !neutral };
  return node;
}

function rewriteEqual(node: NodeOf<'binary'>): ExpressionNode {
  const { left, right } = node;
  if (left.kind === 'integer' && right.kind === 'integer')
    return { kind: 'boolean', value: left.value === right.value };
  if (left.kind === 'string' && right.kind === 'string')
    return { kind: 'boolean', value: left.value === right.value };
  if (left.kind === 'boolean' && right.kind === 'boolean')
    return { kind: 'boolean', value: left.value === right.value };
  return node;
}

function rewriteArithmetic(node: NodeOf<'binary'>): ExpressionNode {
  const { operator, left, right } = node;
  if (
    (left.kind !== 'integer' && left.kind !== 'float') ||
    (right.kind !== 'integer' && right.kind !== 'float')
  )
    return node;
  switch (operator) {
    case '%':
      return left.kind === 'integer' && right.kind === 'integer' ? remainder(node, left, right) : node;
    case '/':
      return { kind: 'float', value: divide(left.value, right.value) };
    case '**':
    case '^':
      return { kind: 'float', value: power(left.value, right.value) };
    case '+':
    case '-':
    case '*':
      return calculate(operator, left, right);
    default:
      return node;
  }
}

function remainder(
  node: NodeOf<'binary'>,
  left: NodeOf<'integer'>,
  right: NodeOf<'integer'>,
): ExpressionNode {
  if (right.value === 0n) throw new ConstantFault('integer divide by zero', node);
  return { kind: 'integer', value: left.value % right.value };
}

function calculate(
  operator: '+' | '-' | '*',
  left: NodeOf<'integer'> | NodeOf<'float'>,
  right: NodeOf<'integer'> | NodeOf<'float'>,
): ExpressionNode {
  if (left.kind === 'integer' && right.kind === 'integer') {
    const [a, b] = [left.value, right.value];
    return { kind: 'integer', value: toGoInt(operator === '+' ? a + b : operator === '-' ? a - b : a * b) };
  }
  const [a, b] = [Number(left.value), Number(right.value)];
  return { kind: 'float', value: operator === '+' ? a + b : operator === '-' ? a - b : a * b };
}

/** Rewrites `count(xs, p) > 0`, which needs only one match. */
function countIsAny({ operator, left, right }: NodeOf<'binary'>): ExpressionNode | undefined {
  if (
    left.kind !== 'builtin' ||
    left.name !== 'count' ||
    left.arguments.length !== 2 ||
    right.kind !== 'integer'
  )
    return undefined;
  const one = (operator === '>' && right.value === 0n) || (operator === '>=' && right.value === 1n);
  return one ? { kind: 'builtin', name: 'any', arguments: left.arguments } : undefined;
}

function rewriteBuiltin(node: NodeOf<'builtin'>): ExpressionNode {
  const [argument] = node.arguments;
  if (node.arguments.length !== 1 || argument === undefined) return node;
  if (node.name === 'sum' && argument.kind === 'array' && argument.items.length >= 2) {
    // A list that contains only literals was folded into a constant before.
    const constant = argument.items.every(({ kind }) =>
      ['integer', 'float', 'string', 'boolean'].includes(kind),
    );
    return constant ? node : sumOf(argument.items);
  }
  if (argument.kind !== 'builtin' || argument.name !== 'filter') return node;
  if (node.name === 'first') return { kind: 'builtin', name: 'find', arguments: argument.arguments };
  return node.name === 'last' ? { kind: 'builtin', name: 'findLast', arguments: argument.arguments } : node;
}

function sumOf([first, ...rest]: readonly ExpressionNode[]): ExpressionNode {
  if (first === undefined) throw new Error('unreachable: sum of nothing');
  return rest.length === 0 ? first : { kind: 'binary', operator: '+', left: first, right: sumOf(rest) };
}

function rewriteMember(node: NodeOf<'member'>): ExpressionNode {
  const { object, property } = node;
  if (node.optional || object.kind !== 'builtin' || object.name !== 'filter' || property.kind !== 'integer')
    return node;
  if (property.value === 0n) return { kind: 'builtin', name: FIND_OR_THROW, arguments: object.arguments };
  return property.value === -1n
    ? { kind: 'builtin', name: FIND_LAST_OR_THROW, arguments: object.arguments }
    : node;
}
