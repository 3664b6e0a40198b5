import type { Node } from '@babel/types';

const CONSTANTS: ReadonlySet<string> = new Set(['undefined', 'NaN', 'Infinity', 'globalThis']);

const NEVER_OUTPUTS: ReadonlySet<Node['type']> = new Set<Node['type']>([
  'ArrayExpression',
  'ArrowFunctionExpression',
  'BigIntLiteral',
  'BinaryExpression',
  'BooleanLiteral',
  'ClassExpression',
  'FunctionExpression',
  'Import',
  'MetaProperty',
  'NewExpression',
  'NullLiteral',
  'NumericLiteral',
  'ObjectExpression',
  'PrivateName',
  'RegExpLiteral',
  'StringLiteral',
  'Super',
  'TemplateLiteral',
  'ThisExpression',
  'UnaryExpression',
  'UpdateExpression',
]);

/**
 * Returns the parts of an expression that may be an output and become its value: `b` of `a, b`, and `a` and `b` of `c ? a : b`.
 *
 * The left side of `&&`, `||` and `??` is tested, so it has a guard anyway.
 */
export function possibleOutputs(node: Node): readonly Node[] {
  switch (node.type) {
    case 'SequenceExpression':
      return possibleOutputs(node.expressions.at(-1) ?? node);
    case 'ConditionalExpression':
      return [...possibleOutputs(node.consequent), ...possibleOutputs(node.alternate)];
    case 'LogicalExpression':
      return possibleOutputs(node.right);
    case 'AssignmentExpression':
      return node.operator === '=' ? possibleOutputs(node.right) : [node];
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
    case 'ParenthesizedExpression':
      return possibleOutputs(node.expression);
    case 'Identifier':
      return CONSTANTS.has(node.name) ? [] : [node];
    default:
      return NEVER_OUTPUTS.has(node.type) ? [] : [node];
  }
}

/** Tells whether an expression is `undefined` or `null`. */
export function isNullish(node: Node): boolean {
  return (
    node.type === 'NullLiteral' ||
    (node.type === 'Identifier' && node.name === 'undefined') ||
    (node.type === 'UnaryExpression' && node.operator === 'void')
  );
}

/** Returns an expression without type assertions around it. */
export function withoutTypes(node: Node): Node {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'ParenthesizedExpression':
      return withoutTypes(node.expression);
    default:
      return node;
  }
}
