import type { BinaryOperator, ExpressionNode } from '@tiphys/expression';

/** Returns a string literal. */
export function text(value: string): ExpressionNode {
  return { kind: 'string', value };
}

/** Returns a call of a built-in function. */
export function builtin(name: string, ...values: readonly ExpressionNode[]): ExpressionNode {
  return { kind: 'builtin', name, arguments: values };
}

/** Returns a binary operation. */
export function binary(
  operator: BinaryOperator,
  left: ExpressionNode,
  right: ExpressionNode,
): ExpressionNode {
  return { kind: 'binary', operator, left, right };
}

/** Returns a negated condition. */
export function negation(operand: ExpressionNode): ExpressionNode {
  return { kind: 'unary', operator: '!', operand };
}

/** Returns a conditional expression. */
export function choice(
  condition: ExpressionNode,
  whenTrue: ExpressionNode,
  whenFalse: ExpressionNode,
): ExpressionNode {
  return { kind: 'conditional', condition, whenTrue, whenFalse, ternary: true };
}

/** Returns the field of an object, or the element of a list, at a key. */
export function valueAt(object: ExpressionNode, key: ExpressionNode): ExpressionNode {
  return { kind: 'member', object, property: key, optional: false };
}

/** Returns a field of an object. */
export function member(object: ExpressionNode, name: string): ExpressionNode {
  return valueAt(object, text(name));
}

/** Returns the value under a dotted path such as `tasks.a.outputs`. */
export function pathNode(path: readonly string[]): ExpressionNode {
  const [first = '', ...rest] = path;
  return rest.reduce<ExpressionNode>(member, { kind: 'identifier', name: first });
}

/** Returns the value of a JSON text. */
export function fromJson(value: ExpressionNode): ExpressionNode {
  return builtin('fromJSON', value);
}

/** Returns a call of a function that Argo adds to the language. */
export function call(name: string, ...values: readonly ExpressionNode[]): ExpressionNode {
  return { kind: 'call', callee: pathNode([name]), arguments: values };
}

/** Returns a list of the given elements. */
export function listOf(...items: readonly ExpressionNode[]): ExpressionNode {
  return { kind: 'array', items };
}

/** Returns the JSON text of a value. */
export function toJson(value: ExpressionNode): ExpressionNode {
  return { kind: 'call', callee: pathNode(['toJson']), arguments: [value] };
}

/** Returns a call of a function of the sprig library. */
export function sprig(name: string, ...values: readonly ExpressionNode[]): ExpressionNode {
  return { kind: 'call', callee: pathNode(['sprig', name]), arguments: values };
}

/** Returns the current element of a closure, its index, or the accumulator of a `reduce`. */
export function pointer(name: '' | 'index' | 'acc' = ''): ExpressionNode {
  return { kind: 'pointer', name };
}

/** Returns the call of a function with a closure over a list. */
export function closure(
  name: string,
  list: ExpressionNode,
  body: ExpressionNode,
  ...others: readonly ExpressionNode[]
): ExpressionNode {
  return builtin(name, list, { kind: 'predicate', body }, ...others);
}

/** Returns a list mapped by a closure. */
export function mapOver(list: ExpressionNode, body: ExpressionNode): ExpressionNode {
  return closure('map', list, body);
}

/** Returns a map literal. */
export function mapLiteral(entries: readonly (readonly [string, ExpressionNode])[]): ExpressionNode {
  return { kind: 'map', entries: entries.map(([key, value]) => ({ key: text(key), value })) };
}
