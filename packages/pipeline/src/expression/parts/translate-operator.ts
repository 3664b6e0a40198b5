import type { BinaryOperator } from '@tiphys/expression';
import type { BinaryExpression, UnaryExpression } from '../source/syntax.ts';
import { binary, listOf, text } from '../tree/expression-nodes.ts';
import { truth } from '../tree/nodes.ts';
import { booleanNode, type TypedNode } from '../value-types/typed-node.ts';
import {
  alternativeOf,
  isOnly,
  nonNull,
  numberType,
  TYPES,
  type ValueType,
} from '../value-types/value-type.ts';
import { arithmetic, type FloatOperator, negated, power, remainder } from '../values/arithmetic.ts';
import type { NumberNode } from '../values/to-number.ts';
import { typeOfText } from '../values/to-text.ts';
import { looselyEqual, type Operands, ordered, strictlyEqual } from './compare.ts';
import { fieldOf } from './translate-member.ts';
import { typeofTest } from './translate-typeof.ts';
import { ambiguous, nameOfType, numberOf, type Translation, textOf, unsupported } from './translation.ts';

/** Translates a binary operator. */
export function translateBinary(part: BinaryExpression, context: Translation): TypedNode {
  const test = typeofTest(part, context);
  if (test !== undefined) return booleanNode(test);
  const left = context.translate(part.left, context);
  const right = context.translate(part.right, context);
  const operands: Operands = { part, left, right };
  switch (part.operator) {
    case '===':
    case '!==':
      return booleanNode(strictlyEqual(operands, part.operator === '===', context));
    case '==':
    case '!=':
      return booleanNode(looselyEqual(operands, part.operator === '==', context));
    case '<':
    case '>':
    case '<=':
    case '>=':
      return {
        node: ordered(operands, part.operator satisfies BinaryOperator, context),
        type: TYPES.boolean,
      };
    case '+':
      return translatePlus(operands, context);
    case '-':
    case '*':
    case '/':
      return calculate(operands, part.operator, context);
    case '%':
    case '**':
      return calculateExactly(operands, context);
    case 'in':
      return translateIn(operands, context);
    default:
      throw unsupported(part, context);
  }
}

function numbersOf({ part, left, right }: Operands, context: Translation): readonly [NumberNode, NumberNode] {
  return [numberOf(part.left, left, context), numberOf(part.right, right, context)];
}

function typed({ node, facts }: NumberNode): TypedNode {
  return { node, type: numberType(facts) };
}

function calculate(operands: Operands, operator: FloatOperator, context: Translation): TypedNode {
  const result = arithmetic(operator, ...numbersOf(operands, context));
  if (result !== undefined) return typed(result);
  throw unsupported(
    operands.part,
    context,
    'the divisor can be 0 or -0, which Argo cannot distinguish as JavaScript does',
  );
}

function calculateExactly(operands: Operands, context: Translation): TypedNode {
  const { part } = operands;
  const [left, right] = numbersOf(operands, context);
  const result = part.operator === '%' ? remainder(left, right) : power(left, right);
  if (result !== undefined) return typed(result);
  if (part.operator === '%') {
    throw unsupported(
      part,
      context,
      'Argo only has integer remainders, so the divisor must be a literal integer from 1 to 2147483648',
    );
  }
  throw unsupported(
    part,
    context,
    'the last digits of powers are different in Argo',
    'Write a product (x * x * x), or compute it in a component',
  );
}

function translatePlus(operands: Operands, context: Translation): TypedNode {
  const { part, left, right } = operands;
  if (isOnly(left.type, 'string') || isOnly(right.type, 'string')) {
    const node = binary('+', textOf(part.left, left, context), textOf(part.right, right, context));
    const isAscii = [left, right].every(({ type }) => isAsciiType(typeOfText(type)));
    return { node, type: isAscii ? TYPES.ascii : TYPES.string };
  }
  const mayBeText = [left.type, right.type].some((type) =>
    nonNull(type).some(({ kind }) => kind === 'string' || kind === 'list' || kind === 'object'),
  );
  if (!mayBeText) return calculate(operands, '+', context);
  throw ambiguous(
    part,
    context,
    `+ adds numbers or joins strings, but this is ${nameOfType(left.type)} and ${nameOfType(right.type)}`,
    'Write String(a) + String(b) to join strings, or Number(a) + Number(b) to add',
  );
}

function isAsciiType(type: ValueType): boolean {
  return type.every((one) => one.kind === 'string' && one.facts.isAscii);
}

/** Translates a negated number. */
export function negate(part: UnaryExpression, context: Translation): TypedNode {
  return typed(negated(numberOf(part.argument, context.translate(part.argument, context), context)));
}

function translateIn({ part, left, right }: Operands, context: Translation): TypedNode {
  const texts = isOnly(left.type, 'string') ? alternativeOf(left.type, 'string')?.facts.texts : undefined;
  if (!isOnly(nonNull(right.type), 'object'))
    throw unsupported(
      part,
      context,
      `in tests for a field, but this is ${nameOfType(right.type)}`,
      'For an element, write list.includes(value)',
    );
  if (texts === undefined) {
    throw unsupported(
      part,
      context,
      'the name must be a literal, because every object has methods such as "constructor"',
      'Write Object.hasOwn(object, name)',
    );
  }
  if (right.constant?.kind === 'object') {
    const { fields } = right.constant;
    const found = texts.filter((name) => fields.has(name));
    const node =
      texts.length === 1 ? truth(found.length === 1) : binary('in', left.node, listOf(...found.map(text)));
    return { node, type: TYPES.boolean };
  }
  // The names are checked like fields.
  for (const name of texts) fieldOf(part, { object: { ...right, type: nonNull(right.type) }, name }, context);
  return booleanNode(binary('in', left.node, right.node));
}
