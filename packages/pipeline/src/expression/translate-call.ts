import type { ExpressionNode } from '@tiphys/expression';
import type { Constant } from '../ir/constant.ts';
import { translateStringify } from './methods/json-text.ts';
import { translateListMethod } from './methods/list-methods.ts';
import { translateMath } from './methods/math-functions.ts';
import type { MethodCall } from './methods/method-call.ts';
import { translateStringMethod } from './methods/string-methods.ts';
import { globalFunctions, onlyArgument, stringOf } from './parts/conversions.ts';
import { translateSpread } from './parts/translate-collection.ts';
import { typedConstant } from './parts/translate-constant.ts';
import { findGlobal, type GlobalMember, translateObjectOf } from './parts/translate-member.ts';
import { ambiguous, isUserName, nameOfType, type Translation, unsupported } from './parts/translation.ts';
import type { CallExpression, Expression } from './source/syntax.ts';
import { unwrap } from './source/syntax.ts';
import { binary, listOf, text } from './tree/expression-nodes.ts';
import { booleanNode, type TypedNode } from './value-types/typed-node.ts';
import { alternativeOf, hasKind, isOnly, nonNull, TYPES } from './value-types/value-type.ts';

/** Translates a call of a method of strings and lists, of `Math`, or of a conversion. */
export function translateCall(part: CallExpression, context: Translation): TypedNode {
  const callee = unwrap(part.callee);
  if (part.optional === true) throw unsupported(part, context, 'Argo cannot call a function that is a value');
  if (callee.type === 'Identifier') return translateFunctionCall(part, callee.name, context);
  const property = callee.type === 'MemberExpression' ? unwrap(callee.property) : undefined;
  if (callee.type !== 'MemberExpression' || callee.computed || property?.type !== 'Identifier')
    throw unsupported(part, context);
  const global = findGlobal(callee, context);
  if (global !== undefined) return translateGlobalCall(part, global, context);
  const object = translateObjectOf(callee, context);
  return translateMethod({ part, callee, name: property.name, object }, context);
}

function translateFunctionCall(part: CallExpression, name: string, context: Translation): TypedNode {
  const constant = context.captured?.get(name);
  if (constant?.kind === 'refused' && !context.names.has(name)) context.translate(part.callee, context);
  if (isUserName(name, context)) throw unsupported(part, context, `\`${name}\` is not a function in Argo`);
  const run = Object.hasOwn(globalFunctions, name) ? globalFunctions[name] : undefined;
  if (run !== undefined) return run(onlyArgument(part, context), context);
  throw unsupported(part, context, `Argo does not have the function \`${name}\``, adviceFor(name));
}

function adviceFor(name: string): string | undefined {
  if (name === 'parseFloat' || name === 'parseInt')
    return 'Use Number(text), or Math.trunc(number), or compute it in a component';
  return undefined;
}

function translateGlobalCall(part: CallExpression, global: GlobalMember, context: Translation): TypedNode {
  if (global.object === 'Math') return translateMath(part, global.name, context);
  if (global.object === 'Object' && global.name === 'hasOwn') return hasOwn(part, context);
  if (global.object === 'JSON' && global.name === 'stringify') return translateStringify(part, context);
  if (global.object === 'Object') return translateEntries(part, global.name, context);
  if (global.object === 'Array' && global.name === 'from') return listFrom(part, context);
  const name = `${global.object}.${global.name}`;
  const run = Object.hasOwn(globalFunctions, name) ? globalFunctions[name] : undefined;
  if (run !== undefined) return run(onlyArgument(part, context), context);
  throw unsupported(part, context, reasonAgainst(global));
}

function reasonAgainst({ object, name }: GlobalMember): string {
  return `Argo has no ${object}.${name}`;
}

/** Translates `Object.keys(constant)`, `Object.values(constant)` and `Object.entries(constant)`. */
function translateEntries(part: CallExpression, name: string, context: Translation): TypedNode {
  const { constant } = context.translate(onlyArgument(part, context), context);
  const lists: Readonly<Record<string, (name: string, field: Constant) => Constant>> = {
    keys: (key) => ({ kind: 'plain', value: key }),
    values: (_, field) => field,
    entries: (key, field) => ({ kind: 'list', items: [{ kind: 'plain', value: key }, field] }),
  };
  const make = Object.hasOwn(lists, name) ? lists[name] : undefined;
  if (constant?.kind !== 'object' || make === undefined)
    throw unsupported(
      part,
      context,
      make === undefined ? `Argo has no Object.${name}` : 'Argo does not keep the order of keys',
    );
  const items = [...constant.fields].map(([key, field]) => make(key, field));
  return typedConstant({ kind: 'list', items }, { part, context });
}

/** Translates `Array.from(list)`. */
function listFrom(part: CallExpression, context: Translation): TypedNode {
  const argument = onlyArgument(part, context);
  return translateSpread({ ...argument, type: 'SpreadElement', argument }, context);
}

function hasOwn(part: CallExpression, context: Translation): TypedNode {
  const [object, name, ...others] = part.arguments;
  if (object === undefined || name === undefined || others.length > 0) throw unsupported(part, context);
  if (object.type === 'SpreadElement' || name.type === 'SpreadElement') throw unsupported(part, context);
  const whole = context.translate(object, context);
  if (whole.constant?.kind === 'object') return hasConstantField(whole.constant.fields, name, context);
  const key = context.translate(name, context);
  if (!isOnly(nonNull(whole.type), 'object') || !isOnly(key.type, 'string'))
    throw unsupported(part, context, 'the first argument must be an object and the second one a string');
  const node: ExpressionNode = binary('in', key.node, whole.node);
  return { node, type: TYPES.boolean };
}

/** Argo's literal of a constant lacks the fields that are undefined. */
function hasConstantField(
  fields: ReadonlyMap<string, unknown>,
  name: Expression,
  context: Translation,
): TypedNode {
  const key = context.translate(name, context);
  if (!isOnly(key.type, 'string')) throw unsupported(name, context, 'this is not always a string');
  const { texts } = alternativeOf(key.type, 'string')?.facts ?? {};
  const [only, ...others] = texts ?? [];
  if (only !== undefined && others.length === 0) return booleanNode(fields.has(only));
  const items = [...fields.keys()].map(text);
  return booleanNode(binary('in', key.node, listOf(...items)));
}

function translateMethod(call: MethodCall, context: Translation): TypedNode {
  const { part, callee, name, object } = call;
  if (isOnly(object.type, 'string')) return translateStringMethod(call, context);
  if (isOnly(object.type, 'list')) return translateListMethod(call, context);
  const isPlain = isOnly(object.type, 'number', 'boolean', 'string');
  if (name === 'toString' && part.arguments.length === 0 && isPlain)
    return stringOf(callee.object, object, context);
  if (object.type.length > 1 && (hasKind(object.type, 'string') || hasKind(object.type, 'list')))
    throw ambiguous(part, context, `.${name}() is called on ${nameOfType(object.type)}`);
  throw unsupported(part, context, `.${name}() of ${nameOfType(object.type)} has no counterpart in Argo`);
}
