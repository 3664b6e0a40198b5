import type { ExpressionNode } from '@tiphys/expression';
import type { ChainExpression, Expression, MemberExpression } from '../source/syntax.ts';
import { unwrap } from '../source/syntax.ts';
import { binary, builtin, member, negation, text, valueAt } from '../tree/expression-nodes.ts';
import { anyOf, isNil, nilIf, numberNode } from '../tree/nodes.ts';
import { constantNumber, counted } from '../value-types/number-facts.ts';
import type { TypedNode } from '../value-types/typed-node.ts';
import {
  alternativeOf,
  hasKind,
  isNullable,
  isOnly,
  nonNull,
  numberType,
  TYPES,
  union,
} from '../value-types/value-type.ts';
import { utf16Length } from '../values/to-text.ts';
import { fieldOfConstant, lengthOfConstant } from './constant-parts.ts';
import { elementAt } from './translate-element.ts';
import { ambiguous, isUserName, nameOfType, type Translation, unsupported } from './translation.ts';

/** Translates an optional chain, whose value is undefined if one of its `?.` finds null or undefined. */
export function translateChain(part: ChainExpression, context: Translation): TypedNode {
  const guarded: ExpressionNode[] = [];
  const inner = context.translate(part.expression, { ...context, chain: { guarded } });
  if (guarded.length === 0) return inner;
  const type = union(TYPES.undefined, inner.type);
  const own = optionalMembers(inner.node, guarded);
  const ends = anyOf(guarded.map(isNil));
  return {
    node: own === undefined ? nilIf(ends, inner.node) : { kind: 'chain', node: own },
    type,
    ...(hasKind(inner.type, 'null')
      ? hasKind(inner.type, 'undefined')
        ? inner.isUndefined === undefined
          ? {}
          : { isUndefined: binary('||', ends, inner.isUndefined) }
        : { isUndefined: ends }
      : {}),
  };
}

/** Translates a chain of fields to Argo's `?.`; undefined if the chain has anything else. */
function optionalMembers(
  node: ExpressionNode,
  guarded: readonly ExpressionNode[],
): ExpressionNode | undefined {
  if (node.kind !== 'member' || node.property.kind !== 'string') return undefined;
  const optional = guarded.includes(node.object);
  const rest = guarded.filter((one) => one !== node.object);
  const object = rest.length === 0 ? node.object : optionalMembers(node.object, rest);
  return object === undefined ? undefined : { ...node, object, optional };
}

/** Translates the object of a member, without null and undefined. */
export function translateObjectOf(part: MemberExpression, context: Translation): TypedNode {
  const object = context.translate(part.object, context);
  if (part.optional === true && isNullable(object.type)) context.chain?.guarded.push(object.node);
  // JavaScript throws if the object is null or undefined, so there is no value to match.
  const type = nonNull(object.type);
  if (object.constant !== undefined || object.fields !== undefined) return object;
  if (type.length > 0) return { node: object.node, type };
  throw unsupported(part.object, context, `this is always ${nameOfType(object.type)}`, 'Remove it');
}

const numberConstants: Readonly<Record<string, number>> = {
  'Math.PI': Math.PI,
  'Math.E': Math.E,
  'Number.MAX_SAFE_INTEGER': Number.MAX_SAFE_INTEGER,
  'Number.MIN_SAFE_INTEGER': Number.MIN_SAFE_INTEGER,
  'Number.EPSILON': Number.EPSILON,
  'Number.POSITIVE_INFINITY': Number.POSITIVE_INFINITY,
  'Number.NEGATIVE_INFINITY': Number.NEGATIVE_INFINITY,
  'Number.NaN': Number.NaN,
};

/** A member of a built-in object of JavaScript: `max` of `Math`. */
export interface GlobalMember {
  readonly object: string;
  readonly name: string;
}

/** Returns the member of a built-in object that an expression refers to, or undefined for anything else. */
export function findGlobal(part: MemberExpression, context: Translation): GlobalMember | undefined {
  const object = unwrap(part.object);
  const property = unwrap(part.property);
  if (part.computed || object.type !== 'Identifier' || property.type !== 'Identifier') return undefined;
  const isGlobal = ['Math', 'Number', 'Array', 'Object', 'JSON', 'String', 'Date'].includes(object.name);
  return isGlobal && !isUserName(object.name, context)
    ? { object: object.name, name: property.name }
    : undefined;
}

/** Translates `a.b` and `a[b]`. */
export function translateMember(part: MemberExpression, context: Translation): TypedNode {
  const global = findGlobal(part, context);
  if (global !== undefined) return translateGlobal(part, global, context);
  const property = unwrap(part.property);
  if (part.computed) return translateIndex(part, property, context);
  if (property.type !== 'Identifier') throw unsupported(part, context);
  const length = property.name === 'length' ? keysCounted(part, context) : undefined;
  if (length !== undefined) return length;
  return memberOf(part, { object: translateObjectOf(part, context), name: property.name }, context);
}

function typedNumber(value: number): TypedNode {
  return { node: numberNode(value), type: numberType(constantNumber(value)) };
}

function translateGlobal(
  part: MemberExpression,
  { object, name }: GlobalMember,
  context: Translation,
): TypedNode {
  const constant = numberConstants[`${object}.${name}`];
  if (constant === undefined) throw unsupported(part, context);
  return typedNumber(constant);
}

/** JSON loses the order of keys in Argo, but not their number. */
function keysCounted(part: MemberExpression, context: Translation): TypedNode | undefined {
  const call = unwrap(part.object);
  const callee = call.type === 'CallExpression' ? unwrap(call.callee) : undefined;
  if (call.type !== 'CallExpression' || callee?.type !== 'MemberExpression') return undefined;
  const global = findGlobal(callee, context);
  const [given, ...others] = call.arguments;
  if (global?.object !== 'Object' || !['keys', 'values', 'entries'].includes(global.name)) return undefined;
  if (given === undefined || given.type === 'SpreadElement' || others.length > 0) return undefined;
  const object = context.translate(given, context);
  if (object.constant?.kind === 'object') return typedNumber(object.constant.fields.size);
  const isObject = isOnly(nonNull(object.type), 'object');
  return isObject ? { node: builtin('len', object.node), type: numberType(counted()) } : undefined;
}

interface Named {
  readonly object: TypedNode;
  readonly name: string;
}

function memberOf(part: Expression, { object, name }: Named, context: Translation): TypedNode {
  const { type } = object;
  const length = name === 'length' ? lengthOfConstant(object) : undefined;
  if (length !== undefined) return typedNumber(length);
  if (name === 'length' && isOnly(type, 'list'))
    return { node: builtin('len', object.node), type: numberType(counted()) };
  if (name === 'length' && isOnly(type, 'string'))
    return { node: utf16Length(object), type: numberType(counted()) };
  if (isOnly(type, 'object')) return fieldOf(part, { object, name }, context);
  if (hasKind(type, 'object') || type.length > 1)
    throw ambiguous(part, context, `.${name} is read from ${nameOfType(type)}`);
  throw unsupported(part, context, `.${name} of ${nameOfType(type)} has no counterpart in Argo`);
}

const inherited: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Translates access to a field of an object. */
export function fieldOf(part: Expression, { object, name }: Named, context: Translation): TypedNode {
  const known = alternativeOf(object.type, 'object');
  if (inherited.has(name) && known?.has(name) !== true) {
    throw unsupported(
      part,
      context,
      `.${name} is a method of every JavaScript object unless the object has a field of that name`,
    );
  }
  const separate = object.fields?.get(name);
  if (separate !== undefined) return separate;
  const constant = fieldOfConstant(part, { object, name }, context);
  if (constant !== undefined) return constant;
  const type = known?.field(name) ?? [];
  const both = hasKind(type, 'null') && hasKind(type, 'undefined');
  return {
    node: member(object.node, name),
    type,
    ...(both ? { isUndefined: negation(binary('in', text(name), object.node)) } : {}),
  };
}

function translateIndex(part: MemberExpression, property: Expression, context: Translation): TypedNode {
  const object = translateObjectOf(part, context);
  const index = context.translate(property, context);
  if (isOnly(index.type, 'number')) return elementAt(part, { object, index }, context);
  if (!isOnly(index.type, 'string')) throw ambiguous(part, context, `the index is ${nameOfType(index.type)}`);
  const texts = alternativeOf(index.type, 'string')?.facts.texts;
  if (!isOnly(object.type, 'object')) {
    const [only, ...others] = texts ?? [];
    if (only !== undefined && others.length === 0) return memberOf(part, { object, name: only }, context);
    throw unsupported(part, context, `this reads a field of ${nameOfType(object.type)}`);
  }
  if (texts === undefined) {
    throw unsupported(
      part,
      context,
      'a name that is only known at run time may be a method of every object, such as "constructor"',
    );
  }
  return fieldAt(part, { object, index, texts }, context);
}

interface FieldAt {
  readonly object: TypedNode;
  readonly index: TypedNode;
  readonly texts: readonly string[];
}

function fieldAt(part: Expression, { object, index, texts }: FieldAt, context: Translation): TypedNode {
  const fields = texts.map((name) => fieldOf(part, { object, name }, context));
  const [only, ...others] = fields;
  if (only !== undefined && others.length === 0) return only;
  const type = union(...fields.map((field) => field.type));
  const both = hasKind(type, 'null') && hasKind(type, 'undefined');
  return {
    node: valueAt(object.node, index.node),
    type,
    ...(both ? { isUndefined: negation(binary('in', index.node, object.node)) } : {}),
  };
}
