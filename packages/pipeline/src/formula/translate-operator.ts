import type { BinaryOperator, ExpressionNode } from '@tiphys/expression';
import type { BinaryExpression } from 'acorn';
import { binary, builtin } from '../manifest/expression-nodes.ts';
import { asText } from './coerce.ts';
import { schemas, type Translation, unsupported } from './translation.ts';
import { kindOf, type TypedNode } from './typed-node.ts';

const comparisons: Readonly<Record<string, BinaryOperator>> = {
  '==': '==',
  '===': '==',
  '!=': '!=',
  '!==': '!=',
  '<': '<',
  '>': '>',
  '<=': '<=',
  '>=': '>=',
};

const arithmetic: Readonly<Record<string, BinaryOperator>> = { '-': '-', '*': '*', '/': '/', '**': '**' };

/** Returns the node for two operands under an operator. */
export function translateBinary(part: BinaryExpression, context: Translation): TypedNode {
  const left = context.translate(part.left, context);
  const right = context.translate(part.right, context);
  const comparison = comparisons[part.operator];
  if (comparison !== undefined)
    return { node: binary(comparison, left.node, right.node), schema: schemas.boolean };
  if (part.operator === '+') return translatePlus(part, { left, right }, context);
  const operator = arithmetic[part.operator];
  if (operator !== undefined)
    return { node: binary(operator, left.node, right.node), schema: schemas.number };
  if (part.operator === '%') return { node: remainder(left.node, right.node), schema: schemas.number };
  throw unsupported(part, context);
}

interface Operands {
  readonly left: TypedNode;
  readonly right: TypedNode;
}

function translatePlus(part: BinaryExpression, { left, right }: Operands, context: Translation): TypedNode {
  const kinds = [kindOf(left.schema), kindOf(right.schema)];
  if (kinds.every((kind) => kind === 'number'))
    return { node: binary('+', left.node, right.node), schema: schemas.number };
  if (!kinds.includes('string')) {
    throw context.errors.at(
      'PIPELINE_AMBIGUOUS_EXPRESSION',
      part,
      'it is not known whether + adds numbers or joins texts here. Join texts with a template, in backquotes.',
    );
  }
  const texts = [asText(left), asText(right)];
  const [first, second] = texts;
  if (first === undefined || second === undefined)
    throw unsupported(part, context, 'a list or object is no text');
  return { node: binary('+', first, second), schema: schemas.string };
}

/** Argo's own `%` takes whole numbers only, and JSON gives it none. */
function remainder(left: ExpressionNode, right: ExpressionNode): ExpressionNode {
  return binary('-', left, binary('*', right, builtin('int', binary('/', left, right))));
}
