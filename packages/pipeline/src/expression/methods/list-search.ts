import { agreeOnNil, isAsSeen, strictlyEqual } from '../parts/compare.ts';
import { ambiguous, type Translation, unsupported } from '../parts/translation.ts';
import type { Expression } from '../source/syntax.ts';
import { binary, closure } from '../tree/expression-nodes.ts';
import { hasFreePointer, integer, orElse, slice, untyped } from '../tree/nodes.ts';
import { elementPointer, staticType, typeOfElement } from '../value-types/go-type.ts';
import { counted } from '../value-types/number-facts.ts';
import { booleanNode, type TypedNode } from '../value-types/typed-node.ts';
import {
  alternativeOf,
  elementOf,
  hasKind,
  isNullable,
  isOnly,
  numberType,
  type ValueType,
} from '../value-types/value-type.ts';
import { argumentsOf } from './method-arguments.ts';
import type { MethodCall } from './method-call.ts';
import { boundNode } from './slice-bounds.ts';

/** Translates the value to search for. Argo compares elements by their contents. */
function sought(call: MethodCall, context: Translation): TypedNode {
  const [given] = argumentsOf(call, context);
  if (given === undefined)
    throw unsupported(call.part, context, `.${call.name}() needs a value to search for`);
  const element = { node: elementPointer(call.object.node), type: elementOf(call.object.type) };
  if (
    isNullable(given.typed.type) &&
    isNullable(element.type) &&
    !agreeOnNil(given.typed.type, element.type)
  ) {
    throw ambiguous(
      given.part,
      context,
      'null and undefined are both possible here, and Argo cannot distinguish them',
      'Write value ?? "..." to search for something else',
    );
  }
  // The rules of === apply. It throws if they are not met.
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

/** Translates `includes`. */
export function includes(call: MethodCall, context: Translation): TypedNode {
  const { node, type } = sought(call, context);
  const [, from, ...others] = argumentsOf(call, context);
  if (others.length > 0) throw unsupported(call.part, context);
  const element = elementOf(call.object.type);
  const isNaNPossible = (one: ValueType): boolean => alternativeOf(one, 'number')?.facts.mayBeNaN === true;
  if (isNaNPossible(type) && isNaNPossible(element))
    throw unsupported(call.part, context, 'both the value and an element can be NaN, which Argo cannot find');
  const isPossible = type.some(({ kind }) => hasKind(element, kind));
  if (!isPossible) return booleanNode(false);
  const start = from === undefined ? undefined : boundNode(from, context);
  const { object } = call;
  const isSet = object.node.kind === 'array' && !fitsSet({ node, type });
  const list = start !== undefined || isSet ? slice(object.node, start ?? integer(0)) : object.node;
  const isPlain =
    staticType(node) === 'any' || typeOfElement(list) === 'any' || hasOneKind({ node, type }, element);
  return booleanNode(binary('in', isPlain ? node : untyped(node), list));
}

/** Argo refuses to search for a value of one type in a list that seems to have elements of another type. */
function hasOneKind(value: TypedNode, element: ValueType): boolean {
  const [only, ...others] = element;
  return only !== undefined && others.length === 0 && isOnly(value.type, only.kind) && isAsSeen(value);
}

/** For Argo, a list of literals is a set, in which it can only search for strings or ints. */
function fitsSet({ node, type }: TypedNode): boolean {
  if (isOnly(type, 'string')) return true;
  const isInt = alternativeOf(type, 'number')?.facts.held === 'int';
  return isOnly(type, 'number') && (isInt || staticType(node) === 'any' || staticType(node) === 'float');
}

/** Translates `indexOf` and `lastIndexOf`. */
export function elementPosition(
  name: 'findIndex' | 'findLastIndex',
  call: MethodCall,
  context: Translation,
): TypedNode {
  const value = sought(call, context);
  if (call.part.arguments.length > 1)
    throw unsupported(call.part, context, `.${call.name}() takes no start position here`);
  if (hasFreePointer(value.node)) {
    throw unsupported(
      call.part,
      context,
      'the value depends on an element of an outer list, which Argo cannot access here',
    );
  }
  const element: TypedNode = { node: elementPointer(call.object.node), type: elementOf(call.object.type) };
  const part = call.part.arguments[0] as Expression; // it was translated above
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
