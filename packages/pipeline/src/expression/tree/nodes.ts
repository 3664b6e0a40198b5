import { childrenOf, type ExpressionNode, mapChildren } from '@tiphys/expression/language';
import { binary, choice, listOf, mapLiteral, mapOver, member, pointer, valueAt } from './expression-nodes.ts';

/** The node of nil. */
export const NIL: ExpressionNode = { kind: 'nil' };

/** Returns the node of an int. */
export function integer(value: number): ExpressionNode {
  return value < 0
    ? negative({ kind: 'integer', value: BigInt(-value) })
    : { kind: 'integer', value: BigInt(value) };
}

/** Returns the node of a negated number. */
export function negative(operand: ExpressionNode): ExpressionNode {
  return { kind: 'unary', operator: '-', operand };
}

/** Returns the node of a boolean. */
export function truth(value: boolean): ExpressionNode {
  return { kind: 'boolean', value };
}

/** Returns the node of a constant number, including NaN and infinite numbers. */
export function numberNode(value: number): ExpressionNode {
  if (Number.isNaN(value)) return binary('/', integer(0), integer(0));
  if (!Number.isFinite(value)) return binary('/', integer(value > 0 ? 1 : -1), integer(0));
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) return integer(value);
  const size: ExpressionNode = { kind: 'float', value: Math.abs(value) };
  return value < 0 || Object.is(value, -0) ? negative(size) : size;
}

/** Returns the node of NaN. */
export const notANumber: ExpressionNode = numberNode(Number.NaN);

/** Returns the element of a list at an existing position. */
export function at(list: ExpressionNode, index: number): ExpressionNode {
  return valueAt(list, integer(index));
}

/** Wraps a value so that Argo does not infer its type. */
export function untyped(node: ExpressionNode): ExpressionNode {
  return member(mapLiteral([['v', node]]), 'v');
}

/** Returns a slice of a list or string. */
export function slice(object: ExpressionNode, from?: ExpressionNode, to?: ExpressionNode): ExpressionNode {
  return {
    kind: 'slice',
    object,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}

/** Returns whether a value is nil. */
export function isNil(node: ExpressionNode): ExpressionNode {
  return binary('==', node, NIL);
}

/** Returns a condition that is true if at least one of the given conditions is. */
export function anyOf(conditions: readonly ExpressionNode[]): ExpressionNode {
  return conditions.reduce((left, right) => binary('||', left, right));
}

/** Returns a value, or a fallback if it is nil. */
export function orElse(node: ExpressionNode, fallback: ExpressionNode): ExpressionNode {
  return binary('??', node, fallback);
}

/** Returns nil if a condition is true, otherwise a value. */
export function nilIf(condition: ExpressionNode, node: ExpressionNode): ExpressionNode {
  return choice(condition, NIL, node);
}

/** Tells whether a node reads the element of an enclosing closure. */
export function hasFreePointer(node: ExpressionNode): boolean {
  if (node.kind === 'pointer') return true;
  return node.kind !== 'predicate' && childrenOf(node).some(hasFreePointer);
}

/** Tells whether the body of a `reduce` reads the accumulator. */
export function readsAccumulator(node: ExpressionNode): boolean {
  if (node.kind === 'pointer') return node.name === 'acc';
  return node.kind !== 'predicate' && childrenOf(node).some(readsAccumulator);
}

/** Most characters beyond ASCII are printed as escapes. */
function printedLength(text: string): number {
  return text.replace(/[^ -~]/g, '\\u0000').length;
}

function isSmall(node: ExpressionNode): boolean {
  return count(node, 0) <= 7;
}

function count(node: ExpressionNode, before: number): number {
  if (before > 7) return before;
  const own = node.kind === 'string' ? 1 + Math.floor(printedLength(node.value) / 8) : 1;
  return childrenOf(node).reduce((sum, child) => count(child, sum), before + own);
}

function stands(mark: ExpressionNode, node: ExpressionNode, inPredicate: boolean): boolean {
  if (node === mark) return inPredicate;
  return childrenOf(node).some((child) => stands(mark, child, inPredicate || node.kind === 'predicate'));
}

/**
 * Returns a node that uses a value several times. A long value becomes the element of a closure. The
 * language has variables (`let`), but Argo reports their names as undefined.
 */
export function bind(value: ExpressionNode, body: (value: ExpressionNode) => ExpressionNode): ExpressionNode {
  if (isSmall(value)) return body(value);
  const mark: ExpressionNode = { kind: 'identifier', name: '$value' };
  const made = body(mark);
  // Inside a closure, `#` is the element of the innermost list.
  if (hasFreePointer(made) || stands(mark, made, false)) return body(value);
  const replace = (node: ExpressionNode): ExpressionNode =>
    node === mark ? pointer() : mapChildren(node, replace);
  return at(mapOver(listOf(value), replace(made)), 0);
}
