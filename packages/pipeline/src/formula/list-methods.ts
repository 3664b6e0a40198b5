import type { ExpressionNode } from '@tiphys/expression';
import { binary, builtin, pointer, text } from '../manifest/expression-nodes.ts';
import { agreeOnNil, isAsSeen, strictlyEqual, utf16Key } from './compare.ts';
import { elementPointer, staticType, typeOfElement } from './go-type.ts';
import { closureMethods, translateClosure, translateReduce } from './list-closures.ts';
import { pathOf } from './narrowing.ts';
import { argoCall, closure, hasFreePointer, integer, orElse, slice, untyped } from './nodes.ts';
import { counted } from './number-facts.ts';
import { boundNode, sliceBounds } from './slice-bounds.ts';
import { argumentsOf } from './string-methods.ts';
import { type AnyFunction, type Expression, unwrap } from './syntax.ts';
import { joined } from './to-text.ts';
import type { MethodCall } from './translate-call.ts';
import { concat } from './translate-collection.ts';
import { ambiguous, nameOfType, type Translation, unsupported } from './translation.ts';
import type { TypedNode } from './typed-node.ts';
import {
  alternativeOf,
  elementOf,
  hasKind,
  isNullable,
  isOnly,
  listType,
  numberType,
  types,
  union,
  type ValueType,
} from './value-type.ts';

type Method = (call: MethodCall, context: Translation) => TypedNode;

const methods: Readonly<Record<string, Method>> = {
  includes,
  indexOf: (call, context) => position('findIndex', call, context),
  lastIndexOf: (call, context) => position('findLastIndex', call, context),
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
  reduce: translateReduce,
  toString: joinWithCommas,
};

/** Returns the node for a method of a list. */
export function translateListMethod(call: MethodCall, context: Translation): TypedNode {
  if (Object.hasOwn(closureMethods, call.name)) return translateClosure(call, context);
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

/** Returns the value to look for among the elements, of which Argo compares the contents. */
function sought(call: MethodCall, context: Translation): TypedNode {
  const [given] = argumentsOf(call, context);
  if (given === undefined) throw unsupported(call.part, context, `.${call.name}() needs a value to look for`);
  const element = { node: elementPointer(call.object.node), type: elementOf(call.object.type) };
  if (
    isNullable(given.typed.type) &&
    isNullable(element.type) &&
    !agreeOnNil(given.typed.type, element.type)
  ) {
    throw ambiguous(
      given.part,
      context,
      'null and undefined are both possible here, and Argo cannot tell them apart',
      'Write value ?? "..." to look for something else',
    );
  }
  // The same rules as for ===, which throws where they are not met.
  strictlyEqual(
    {
      part: { ...call.part, type: 'BinaryExpression', operator: '===', left: given.part, right: given.part },
      left: given.typed,
      right: element,
    },
    true,
    context,
  );
  return given.typed;
}

function includes(call: MethodCall, context: Translation): TypedNode {
  const { node, type } = sought(call, context);
  const [, from, ...others] = argumentsOf(call, context);
  if (others.length > 0) throw unsupported(call.part, context);
  const element = elementOf(call.object.type);
  const isNaNPossible = (one: ValueType): boolean => alternativeOf(one, 'number')?.facts.mayBeNaN === true;
  if (isNaNPossible(type) && isNaNPossible(element))
    throw unsupported(
      call.part,
      context,
      'both the value and an element can be NaN, which Argo does not find',
    );
  const isPossible = type.some(({ kind }) => hasKind(element, kind));
  if (!isPossible) return { node: { kind: 'boolean', value: false }, type: types.boolean };
  const start = from === undefined ? undefined : boundNode(from, context);
  const { object } = call;
  const isSet = object.node.kind === 'array' && !fitsSet({ node, type });
  const list = start !== undefined || isSet ? slice(object.node, start ?? integer(0)) : object.node;
  const isPlain =
    staticType(node) === 'any' || typeOfElement(list) === 'any' || hasOneKind({ node, type }, element);
  return { node: binary('in', isPlain ? node : untyped(node), list), type: types.boolean };
}

/** Argo refuses to look for a value of one type among elements that seem to be of another one. */
function hasOneKind(value: TypedNode, element: ValueType): boolean {
  const [only, ...others] = element;
  return only !== undefined && others.length === 0 && isOnly(value.type, only.kind) && isAsSeen(value);
}

/** A list of literals is a set to Argo, in which it can look for strings only, or for ints only. */
function fitsSet({ node, type }: TypedNode): boolean {
  if (isOnly(type, 'string')) return true;
  const isInt = alternativeOf(type, 'number')?.facts.held === 'int';
  return isOnly(type, 'number') && (isInt || staticType(node) === 'any' || staticType(node) === 'float');
}

function position(name: 'findIndex' | 'findLastIndex', call: MethodCall, context: Translation): TypedNode {
  const value = sought(call, context);
  if (call.part.arguments.length > 1)
    throw unsupported(call.part, context, `.${call.name}() takes no position here`);
  if (hasFreePointer(value.node)) {
    throw unsupported(
      call.part,
      context,
      'the value depends on an element of the list around, which Argo cannot see from inside',
    );
  }
  const element: TypedNode = { node: elementPointer(call.object.node), type: elementOf(call.object.type) };
  const part = call.part.arguments[0] as Expression; // there is one: it was translated above
  const test = strictlyEqual(
    {
      part: { ...call.part, type: 'BinaryExpression', operator: '===', left: part, right: part },
      left: element,
      right: value,
    },
    true,
    context,
  );
  return { node: orElse(closure(name, call.object.node, test), integer(-1)), type: numberType(counted(-1)) };
}

function join(call: MethodCall, context: Translation): TypedNode {
  const [separator, ...others] = argumentsOf(call, context);
  if (others.length > 0) throw unsupported(call.part, context);
  if (separator !== undefined && !isOnly(separator.typed.type, 'string'))
    throw unsupported(separator.part, context, `this is ${nameOfType(separator.typed.type)}, not a text`);
  const glue = separator?.typed.node ?? text(',');
  const node = joined(call.object, glue);
  const element = elementOf(call.object.type);
  if (node === undefined)
    throw unsupported(
      call.part,
      context,
      hasKind(element, 'object')
        ? 'an element can be an object, which has no useful text'
        : `Argo cannot write ${nameOfType(element)} as text`,
    );
  return { node, type: types.string };
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
        `this is ${nameOfType(typed.type)}: a list is taken apart, other values are not`,
      );
    element.push(typed.type);
    return { kind: 'array', items: [typed.node] };
  });
  if (lists.length === 0) return call.object;
  return { node: concat([call.object.node, ...lists]), type: listType(union(...element)) };
}

function elementAt(call: MethodCall, context: Translation): TypedNode {
  const [index, ...others] = argumentsOf(call, context);
  if (index === undefined || others.length > 0) throw unsupported(call.part, context);
  const node = builtin('get', call.object.node, boundNode(index, context));
  return { node, type: union(types.undefined, elementOf(call.object.type)) };
}

/** A method that changes its list can be translated only where nothing else sees the list. */
function refuseChange(call: MethodCall, instead: string, context: Translation): void {
  if (pathOf(call.callee.object) === undefined && isFresh(unwrap(call.callee.object))) return;
  throw unsupported(
    call.part,
    context,
    `.${call.name}() changes the list itself, which Argo cannot do`,
    `Write .${instead}()`,
  );
}

const copies: ReadonlySet<string> = new Set([
  'map',
  'filter',
  'slice',
  'concat',
  'split',
  'flat',
  'toSorted',
  'toReversed',
  'sort',
  'reverse',
]);

function isFresh(part: Expression): boolean {
  if (part.type === 'ArrayExpression') return true;
  if (part.type !== 'CallExpression') return false;
  const callee = unwrap(part.callee);
  const property = callee.type === 'MemberExpression' ? unwrap(callee.property) : undefined;
  return property?.type === 'Identifier' && copies.has(property.name);
}

function reversed(call: MethodCall, changes: boolean, context: Translation): TypedNode {
  if (changes) refuseChange(call, 'toReversed', context);
  if (call.part.arguments.length > 0) throw unsupported(call.part, context);
  return {
    node: builtin('reverse', call.object.node),
    type: listType(elementOf(call.object.type)),
  };
}

/** JavaScript sorts by text, numbers too, unless a function compares them. */
function sorted(call: MethodCall, changes: boolean, context: Translation): TypedNode {
  if (changes) refuseChange(call, 'toSorted', context);
  const element = elementOf(call.object.type);
  const type = listType(element);
  const [order, ...others] = call.part.arguments;
  if (others.length > 0 || order?.type === 'SpreadElement') throw unsupported(call.part, context);
  const facts = isOnly(element, 'number') ? alternativeOf(element, 'number')?.facts : undefined;
  const isReal = facts !== undefined && !facts.mayBeNaN && !facts.mayBeInfinite;
  if (order !== undefined) {
    const direction = numericOrder(unwrap(order));
    if (direction === undefined || !isReal) {
      throw unsupported(order, context, 'Argo sorts numbers only, by (a, b) => a - b or (a, b) => b - a');
    }
    const given = direction === 'asc' ? [] : [text(direction)];
    return { node: builtin('sort', call.object.node, ...given), type };
  }
  if (isOnly(element, 'string')) {
    const isAscii = alternativeOf(element, 'string')?.facts.isAscii === true;
    const node = isAscii
      ? builtin('sort', call.object.node)
      : closure('sortBy', call.object.node, utf16Key(pointer()));
    return { node, type };
  }
  if (isReal) {
    const key = argoCall('toJson', binary('+', pointer(), integer(0)));
    return { node: closure('sortBy', call.object.node, key), type };
  }
  throw unsupported(
    call.part,
    context,
    `JavaScript sorts by text, and an element can be ${nameOfType(element)}`,
  );
}

/** Returns the order that a comparison of two numbers stands for. */
function numericOrder(part: Expression): 'asc' | 'desc' | undefined {
  if (part.type !== 'ArrowFunctionExpression' && part.type !== 'FunctionExpression') return undefined;
  const { params, body }: AnyFunction = part;
  const [a, b] = params;
  if (a?.type !== 'Identifier' || b?.type !== 'Identifier' || params.length !== 2 || a.name === b.name)
    return undefined;
  if (body.type === 'BlockStatement') return undefined;
  // It is not a block: an expression is left.
  const result = unwrap(body as Expression);
  if (result.type !== 'BinaryExpression' || result.operator !== '-') return undefined;
  const [left, right] = [unwrap(result.left), unwrap(result.right)];
  if (left.type !== 'Identifier' || right.type !== 'Identifier') return undefined;
  if (left.name === a.name && right.name === b.name) return 'asc';
  return left.name === b.name && right.name === a.name ? 'desc' : undefined;
}

/** Argo's own `flatten` takes lists apart to the last one. */
function flat(call: MethodCall, context: Translation): TypedNode {
  const [depth, ...others] = argumentsOf(call, context);
  const isOne = depth === undefined || alternativeOf(depth.typed.type, 'number')?.facts.constant === 1;
  const element = elementOf(call.object.type);
  const inner = hasKind(element, 'list') ? elementOf(element) : [];
  if (!isOne || others.length > 0 || hasKind(inner, 'list') || isNullable(element) || isNullable(inner)) {
    throw unsupported(
      call.part,
      context,
      'only lists of lists can be made flat in Argo, without null and without further lists in them',
    );
  }
  const rest = element.filter(({ kind }) => kind !== 'list');
  return { node: builtin('flatten', call.object.node), type: listType(union(rest, inner)) };
}
