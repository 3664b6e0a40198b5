import type { CallExpression, Expression } from '../source/syntax.ts';
import { binary, builtin, text } from '../tree/expression-nodes.ts';
import { bind, integer, truth } from '../tree/nodes.ts';
import { isFiniteNumber } from '../value-types/number-facts.ts';
import { booleanNode, type TypedNode } from '../value-types/typed-node.ts';
import { alternativeOf, hasKind, isOnly, numberType, TYPES } from '../value-types/value-type.ts';
import { numberOfText } from '../values/to-number.ts';
import { typeOfText } from '../values/to-text.ts';
import { numberOf, type Translation, textOf, unsupported } from './translation.ts';

/** Returns the only argument of a call. */
export function onlyArgument(part: CallExpression, context: Translation): Expression {
  const [value, ...others] = part.arguments;
  if (value === undefined || value.type === 'SpreadElement' || others.length > 0)
    throw unsupported(part, context, 'this takes one argument', 'Pass one argument');
  return value;
}

/** Translates `Number(value)` or `+value`. */
export function numberOfValue(part: Expression, context: Translation): TypedNode {
  const typed = context.translate(part, context);
  const { node, facts } = isOnly(typed.type, 'string')
    ? numberOfText(typed.node)
    : numberOf(part, typed, context);
  return { node, type: numberType(facts) };
}

/** Translates `String(value)`. */
function stringOfValue(part: Expression, context: Translation): TypedNode {
  return stringOf(part, context.translate(part, context), context);
}

/** Converts a value to a string. */
export function stringOf(part: Expression, typed: TypedNode, context: Translation): TypedNode {
  return { node: textOf(part, typed, context), type: typeOfText(typed.type) };
}

/** Built-in functions of JavaScript that Argo can compute, by name. */
export const globalFunctions: Readonly<
  Record<string, (part: Expression, context: Translation) => TypedNode>
> = {
  Number: numberOfValue,
  String: stringOfValue,
  Boolean: (part, context) => booleanNode(context.condition(part, context)),
  isNaN: (part, context) => notANumberTest(numberOfValue(part, context)),
  isFinite: (part, context) => finiteTest(numberOfValue(part, context)),
  'Number.isNaN': (part, context) => notANumberTest(needNumber(part, context)),
  'Number.isFinite': (part, context) => finiteTest(needNumber(part, context)),
  'Number.isInteger': (part, context) => integerTest(needNumber(part, context)),
  'Array.isArray': (part, context) => kindTest(context.translate(part, context)),
};

function needNumber(part: Expression, context: Translation): TypedNode {
  const typed = context.translate(part, context);
  if (isOnly(typed.type, 'number')) return typed;
  throw unsupported(part, context, 'this is not always a number', 'Convert it first: Number(value)');
}

function notANumberTest({ node, type }: TypedNode): TypedNode {
  const facts = alternativeOf(type, 'number')?.facts;
  const isKnown = facts?.mayBeNaN === false;
  return {
    node: isKnown ? truth(false) : bind(node, (value) => binary('!=', value, value)),
    type: TYPES.boolean,
  };
}

function finiteTest({ node, type }: TypedNode): TypedNode {
  const facts = alternativeOf(type, 'number')?.facts;
  if (facts !== undefined && isFiniteNumber(facts)) return booleanNode(true);
  return {
    node: bind(node, (value) => binary('==', binary('-', value, value), integer(0))),
    type: TYPES.boolean,
  };
}

function integerTest({ node, type }: TypedNode): TypedNode {
  const facts = alternativeOf(type, 'number')?.facts;
  const whole = bind(node, (value) => binary('==', value, builtin('floor', value)));
  if (facts !== undefined && isFiniteNumber(facts)) return booleanNode(whole);
  return booleanNode(binary('&&', finiteTest({ node, type }).node, whole));
}

function kindTest({ node, type }: TypedNode): TypedNode {
  if (!hasKind(type, 'list')) return booleanNode(false);
  if (isOnly(type, 'list')) return booleanNode(true);
  return booleanNode(binary('==', builtin('type', node), text('array')));
}
