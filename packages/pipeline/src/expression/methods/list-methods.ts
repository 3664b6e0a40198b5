import type { ExpressionNode } from '@tiphys/expression';
import { concat } from '../parts/translate-collection.ts';
import { ambiguous, nameOfType, type Translation, unsupported } from '../parts/translation.ts';
import { builtin, listOf, text } from '../tree/expression-nodes.ts';
import { integer, slice } from '../tree/nodes.ts';
import type { TypedNode } from '../value-types/typed-node.ts';
import {
  alternativeOf,
  elementOf,
  hasKind,
  isNullable,
  isOnly,
  listType,
  TYPES,
  union,
} from '../value-types/value-type.ts';
import { joined } from '../values/to-text.ts';
import { CLOSURE_METHODS, translateClosure, translateReduce } from './list-closures.ts';
import { reversed, sorted } from './list-order.ts';
import { elementPosition, includes } from './list-search.ts';
import { argumentsOf } from './method-arguments.ts';
import type { MethodCall } from './method-call.ts';
import { boundNode, sliceBounds } from './slice-bounds.ts';

type Method = (call: MethodCall, context: Translation) => TypedNode;

const methods: Readonly<Record<string, Method>> = {
  includes,
  indexOf: (call, context) => elementPosition('findIndex', call, context),
  lastIndexOf: (call, context) => elementPosition('findLastIndex', call, context),
  join,
  concat: concatenate,
  slice: (call, context) => ({
    node: slice(call.object.node, ...bounds(call, context)),
    type: listType(elementOf(call.object.type)),
  }),
  at: elementAt,
  reverse: (call, context) => reversed(call, true, context),
  toReversed: (call, context) => reversed(call, false, context),
  sort: (call, context) => sorted(call, true, context),
  toSorted: (call, context) => sorted(call, false, context),
  flat,
  flatMap: (call, context) => flattened(call, translateClosure(call, context), context),
  reduce: translateReduce,
  toString: joinWithCommas,
};

/** Methods of lists that can be translated. */
export const listMethods: readonly string[] = [...Object.keys(methods), ...Object.keys(CLOSURE_METHODS)];

/** Translates a method of a list. */
export function translateListMethod(call: MethodCall, context: Translation): TypedNode {
  if (Object.hasOwn(CLOSURE_METHODS, call.name)) return translateClosure(call, context);
  const method = Object.hasOwn(methods, call.name) ? methods[call.name] : undefined;
  if (method !== undefined) return method(call, context);
  throw unsupported(call.part, context, `.${call.name}() of a list has no counterpart in Argo`);
}

function bounds(
  call: MethodCall,
  context: Translation,
): readonly [ExpressionNode, ExpressionNode | undefined] {
  const [from, to] = sliceBounds(call, argumentsOf(call, context), context);
  return [from ?? integer(0), to];
}

function join(call: MethodCall, context: Translation): TypedNode {
  const [separator, ...others] = argumentsOf(call, context);
  if (others.length > 0) throw unsupported(call.part, context);
  if (separator !== undefined && !isOnly(separator.typed.type, 'string'))
    throw unsupported(separator.part, context, `this is ${nameOfType(separator.typed.type)}, not a string`);
  const glue = separator?.typed.node ?? text(',');
  const node = joined(call.object, glue);
  const element = elementOf(call.object.type);
  if (node === undefined)
    throw unsupported(
      call.part,
      context,
      hasKind(element, 'object')
        ? 'an element can be an object, which has no useful string representation'
        : `Argo cannot convert ${nameOfType(element)} to a string`,
    );
  return { node, type: TYPES.string };
}

function joinWithCommas(call: MethodCall, context: Translation): TypedNode {
  return join({ ...call, part: { ...call.part, arguments: [] } }, context);
}

function concatenate(call: MethodCall, context: Translation): TypedNode {
  const element = [elementOf(call.object.type)];
  const lists = argumentsOf(call, context).map(({ part, typed }): ExpressionNode => {
    if (isOnly(typed.type, 'list')) {
      element.push(elementOf(typed.type));
      return typed.node;
    }
    if (hasKind(typed.type, 'list'))
      throw ambiguous(
        part,
        context,
        `this is ${nameOfType(typed.type)}: concat spreads a list, but not other values`,
      );
    element.push(typed.type);
    return listOf(typed.node);
  });
  if (lists.length === 0) return call.object;
  return { node: concat([call.object.node, ...lists]), type: listType(union(...element)) };
}

function elementAt(call: MethodCall, context: Translation): TypedNode {
  const [index, ...others] = argumentsOf(call, context);
  if (index === undefined || others.length > 0) throw unsupported(call.part, context);
  const node = builtin('get', call.object.node, boundNode(index, context));
  return { node, type: union(TYPES.undefined, elementOf(call.object.type)) };
}

/** Argo's `flatten` flattens all levels of nested lists. */
function flat(call: MethodCall, context: Translation): TypedNode {
  const [depth, ...others] = argumentsOf(call, context);
  const isOne = depth === undefined || alternativeOf(depth.typed.type, 'number')?.facts.constant === 1;
  if (!isOne || others.length > 0) throw cannotFlatten(call, context);
  return flattened(call, call.object, context);
}

function flattened(call: MethodCall, list: TypedNode, context: Translation): TypedNode {
  const element = elementOf(list.type);
  const inner = hasKind(element, 'list') ? elementOf(element) : [];
  if (hasKind(inner, 'list') || isNullable(element) || isNullable(inner)) throw cannotFlatten(call, context);
  const rest = element.filter(({ kind }) => kind !== 'list');
  return { node: builtin('flatten', list.node), type: listType(union(rest, inner)) };
}

function cannotFlatten({ part }: MethodCall, context: Translation): Error {
  return unsupported(
    part,
    context,
    'Argo can only flatten lists of lists without null and without deeper lists',
  );
}
