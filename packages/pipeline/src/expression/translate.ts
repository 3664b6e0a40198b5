import type { ExpressionNode } from '@tiphys/expression';
import { numberOfValue } from './parts/conversions.ts';
import { narrowed } from './parts/narrowing.ts';
import { translateArray, translateObject } from './parts/translate-collection.ts';
import { typedConstant } from './parts/translate-constant.ts';
import { conditionOfLogical, translateConditional, translateLogical } from './parts/translate-logical.ts';
import { translateChain, translateMember } from './parts/translate-member.ts';
import { negate, translateBinary } from './parts/translate-operator.ts';
import { translateTypeof } from './parts/translate-typeof.ts';
import { type Translation, textOf, unsupported } from './parts/translation.ts';
import type { Expression, Identifier, Literal, TemplateLiteral, UnaryExpression } from './source/syntax.ts';
import { unwrap } from './source/syntax.ts';
import { translateCall } from './translate-call.ts';
import { binary, negation, text } from './tree/expression-nodes.ts';
import { NIL, numberNode, truth, untyped } from './tree/nodes.ts';
import { staticType } from './value-types/go-type.ts';
import { constantNumber } from './value-types/number-facts.ts';
import { booleanNode, type TypedNode, UNDEFINED } from './value-types/typed-node.ts';
import { isAsciiText, numberType, TYPES, textType } from './value-types/value-type.ts';
import { asCondition } from './values/to-condition.ts';
import { typeOfText } from './values/to-text.ts';

/** Translates a part of a function. */
export function translate(given: Expression, context: Translation): TypedNode {
  const part = unwrap(given);
  switch (part.type) {
    case 'Literal':
      return translateLiteral(part, context);
    case 'TemplateLiteral':
      return translateTemplate(part, context);
    case 'Identifier':
      return narrow(translateName(part, context), part, context);
    case 'UnaryExpression':
      return translateUnary(part, context);
    case 'BinaryExpression':
      return translateBinary(part, context);
    case 'LogicalExpression':
      return translateLogical(part, context);
    case 'ConditionalExpression':
      return translateConditional(part, context);
    case 'ChainExpression':
      return narrow(translateChain(part, context), part, context);
    case 'MemberExpression':
      return narrow(translateMember(part, context), part, context);
    case 'CallExpression':
      return translateCall(part, context);
    case 'ArrayExpression':
      return translateArray(part, context);
    case 'ObjectExpression':
      return translateObject(part, context);
    default:
      throw unsupported(part, context, ...reasonAgainst(part));
  }
}

const CHANGES = [
  'an Argo expression cannot change variables',
  'Compute the value in one expression',
] as const;

/** Why syntax is refused, and what to write instead, by the type of the node. */
const REASONS: Readonly<Record<string, readonly [reason: string, advice: string]>> = {
  ArrowFunctionExpression: [
    'a function is not a value in Argo',
    'Write it as the argument of a method of a list',
  ],
  AssignmentExpression: CHANGES,
  AwaitExpression: ['an Argo expression cannot wait', 'Compute it in a component'],
  ClassExpression: ['Argo has no classes', 'Compute it in a component'],
  FunctionExpression: ['a function is not a value in Argo', 'Write it as the argument of a method of a list'],
  NewExpression: ['Argo has no classes', 'Compute it in a component'],
  SequenceExpression: ['Argo has no sequences of expressions', 'Write only the last one'],
  TaggedTemplateExpression: ['Argo cannot call a tag function', 'Write a template literal without a tag'],
  ThisExpression: [
    '`this` belongs to the code around the function',
    'Copy the field into a constant before the call: const { limit } = this',
  ],
  UpdateExpression: CHANGES,
};

function reasonAgainst({ type }: { readonly type: string }): readonly [reason?: string, advice?: string] {
  return Object.hasOwn(REASONS, type) ? (REASONS[type] ?? []) : [];
}

function narrow(typed: TypedNode, part: Expression, { narrowing }: Translation): TypedNode {
  const type = narrowed(typed.type, part, narrowing);
  if (type === typed.type) return typed;
  // Argo may have inferred another type than the remaining ones.
  return { ...typed, type, node: staticType(typed.node) === 'any' ? typed.node : untyped(typed.node) };
}

/** Translates a part of a function that is a condition. */
export function condition(given: Expression, context: Translation): ExpressionNode {
  const part = unwrap(given);
  if (part.type === 'UnaryExpression' && part.operator === '!')
    return inverted(condition(part.argument, context));
  if (part.type === 'LogicalExpression' && part.operator !== '??') return conditionOfLogical(part, context);
  return asCondition(translate(part, context));
}

function inverted(node: ExpressionNode): ExpressionNode {
  if (node.kind === 'boolean') return truth(!node.value);
  return node.kind === 'unary' && node.operator === '!' ? node.operand : negation(node);
}

function translateLiteral(part: Literal, context: Translation): TypedNode {
  const { value } = part;
  switch (typeof value) {
    case 'string':
      return translateText(value, part, context);
    case 'number':
      return { node: numberNode(value), type: numberType(constantNumber(value)) };
    case 'boolean':
      return booleanNode(value);
    default:
      if (value === null && part.regex === undefined && part.bigint === undefined)
        return { node: NIL, type: TYPES.null };
      throw unsupported(
        part,
        context,
        part.regex === undefined
          ? 'Argo has no counterpart for this'
          : "Argo's regular expressions are different from those of JavaScript",
      );
  }
}

function translateText(value: string, part: Expression, context: Translation): TypedNode {
  if (!value.isWellFormed())
    throw unsupported(part, context, 'half of a surrogate pair cannot be passed to Argo');
  return { node: text(value), type: textType([value]) };
}

const constants: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
};

function translateName(part: Identifier, context: Translation): TypedNode {
  const { names, captured, errors } = context;
  const known = names.get(part.name);
  if (known !== undefined) return known;
  if (names.has(part.name)) {
    throw unsupported(
      part,
      context,
      `\`${part.name}\` belongs to an outer function, which Argo cannot access here`,
    );
  }
  const own = captured?.get(part.name);
  if (own !== undefined) {
    context.noteCaptured(part.name);
    return typedConstant(own, { part, context, name: `\`${part.name}\`` });
  }
  if (part.name === 'undefined') return UNDEFINED;
  const constant = constants[part.name];
  if (constant !== undefined)
    return { node: numberNode(constant), type: numberType(constantNumber(constant)) };
  throw errors.at('PIPELINE_CAPTURED_VARIABLE', part, adviseCaptured(part.name, captured !== undefined));
}

/** Says what to do about a variable whose value is not known. */
function adviseCaptured(name: string, isLoaded: boolean): string {
  if (isLoaded)
    return `\`${name}\` is not a variable of this module, and Argo has no globals of that name. Put its value into the list before the function.`;
  return `\`${name}\` is defined outside the function, and its value is unknown, because tiphys has not loaded this module. Put it into the list before the function, or write using({ ${name} }, ({ ${name} }, ...) => ...).`;
}

function translateTemplate(part: TemplateLiteral, context: Translation): TypedNode {
  const values = part.expressions.map((expression) => ({
    expression,
    typed: context.translate(expression, context),
  }));
  const cooked = part.quasis.map(({ value }) => value.cooked ?? value.raw);
  const nodes = cooked.flatMap((quasi, index): ExpressionNode[] => {
    if (!quasi.isWellFormed())
      throw unsupported(part, context, 'half of a surrogate pair cannot be passed to Argo');
    const value = values[index];
    return [
      ...(quasi === '' ? [] : [text(quasi)]),
      ...(value === undefined ? [] : [textOf(value.expression, value.typed, context)]),
    ];
  });
  const [first = text(''), ...others] = nodes;
  const isAscii = cooked.every(isAsciiText) && values.every(({ typed }) => hasAsciiText(typed));
  return {
    node: others.reduce((left, right) => binary('+', left, right), first),
    type: isAscii ? TYPES.ascii : TYPES.string,
  };
}

function hasAsciiText({ type }: TypedNode): boolean {
  return typeOfText(type).every((one) => one.kind === 'string' && one.facts.isAscii);
}

function translateUnary(part: UnaryExpression, context: Translation): TypedNode {
  switch (part.operator) {
    case '!':
      return booleanNode(condition(part, context));
    case '-':
      return negate(part, context);
    case '+':
      return numberOfValue(part.argument, context);
    case 'typeof':
      return translateTypeof(part, context);
    case 'void':
      if (unwrap(part.argument).type === 'Literal') return UNDEFINED;
  }
  throw unsupported(part, context);
}
