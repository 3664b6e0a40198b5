import type { ExpressionNode } from '@tiphys/expression';
import { bindParameter } from '../parts/bind-parameter.ts';
import { globalFunctions } from '../parts/conversions.ts';
import { withoutVariables } from '../parts/narrowing.ts';
import { translateFunctionBody } from '../parts/translate-block.ts';
import { isUserName, type Translation, unsupported } from '../parts/translation.ts';
import { type Expression, type Identifier, type Pattern, unwrap } from '../source/syntax.ts';
import { builtin, closure, listOf, mapOver, pointer } from '../tree/expression-nodes.ts';
import { at, hasFreePointer, integer, orElse, readsAccumulator, slice, untyped } from '../tree/nodes.ts';
import { elementPointer } from '../value-types/go-type.ts';
import { counted } from '../value-types/number-facts.ts';
import { booleanNode, type TypedNode } from '../value-types/typed-node.ts';
import {
  elementOf,
  hasKind,
  isOnly,
  listType,
  loosened,
  numberType,
  TYPES,
  union,
  type ValueType,
} from '../value-types/value-type.ts';
import { asCondition } from '../values/to-condition.ts';
import type { MethodCall } from './method-call.ts';
import {
  insideReduce,
  loopIndex,
  loopOver,
  type OuterValue,
  outerValuesIn,
  reduceWith,
} from './outer-values.ts';

/** Methods of lists that take a function, with the name of the Argo function. */
export const CLOSURE_METHODS: Readonly<Record<string, string>> = {
  map: 'map',
  filter: 'filter',
  some: 'any',
  every: 'all',
  find: 'find',
  findLast: 'findLast',
  findIndex: 'findIndex',
  findLastIndex: 'findLastIndex',
};

/** A function that is passed to a method, and its parameters in Argo. */
interface Callback {
  /** The method that calls it. */
  readonly method: string;
  readonly part: Expression;
  readonly parameters: readonly TypedNode[];
  /** Values of outer functions, which are in the accumulator. */
  readonly outer?: readonly OuterValue[];
}

/** Translates a method of a list that takes a function of its elements. */
export function translateClosure(call: MethodCall, context: Translation): TypedNode {
  const [given, ...others] = call.part.arguments;
  if (given === undefined || given.type === 'SpreadElement' || others.length > 0)
    throw unsupported(call.part, context, `.${call.name}() takes one function`);
  const part = unwrap(given);
  const element = elementOf(call.object.type);
  const name = CLOSURE_METHODS[call.name] ?? 'map';
  const outer = outerValuesIn(part, context);
  if (outer.length > 0) return translateLoop(call, { name, part, outer }, context);
  const usesIndex = countOfParameters(part) > 1;
  if (name === 'map') return translateMap(call, { part, usesIndex }, context);
  // Argo only provides the index in `map`. For other methods, the list becomes a list of pairs.
  const pair = (index: number): ExpressionNode => at(pointer(), index);
  const pairs = usesIndex
    ? mapOver(plain(call.object.node), listOf(pointer(), pointer('index')))
    : call.object.node;
  const parameters: TypedNode[] = [
    { node: usesIndex ? pair(0) : elementPointer(call.object.node), type: element },
    { node: pair(1), type: numberType(counted()) },
  ];
  const body = callBody({ method: call.name, part, parameters }, context);
  const test = asCondition(body);
  return finish({ name, list: call.object, found: closure(name, pairs, test), usesIndex }, element);
}

/** Translates a function that uses values of outer functions. */
function translateLoop(
  call: MethodCall,
  {
    name,
    part,
    outer,
  }: { readonly name: string; readonly part: Expression; readonly outer: readonly OuterValue[] },
  context: Translation,
): TypedNode {
  const { object } = call;
  const element = elementOf(object.type);
  const parameters: TypedNode[] = [
    { node: elementPointer(object.node), type: element },
    { node: loopIndex, type: numberType(counted()) },
  ];
  const body = callBody({ method: call.name, part, parameters, outer }, context);
  const given = name === 'map' ? givesSomething(body) : asCondition(body);
  const node = loopOver(name, object.node, { values: outer, given });
  return { node, type: typeOfLoop(name, { element, body: body.type }) };
}

function typeOfLoop(
  name: string,
  { element, body }: { readonly element: ValueType; readonly body: ValueType },
): ValueType {
  switch (name) {
    case 'map':
      return listType(body);
    case 'filter':
      return listType(element);
    case 'any':
    case 'all':
      return TYPES.boolean;
    case 'findIndex':
    case 'findLastIndex':
      return numberType(counted(-1));
    default:
      return union(TYPES.undefined, element);
  }
}

function translateMap(
  call: MethodCall,
  { part, usesIndex }: { readonly part: Expression; readonly usesIndex: boolean },
  context: Translation,
): TypedNode {
  const parameters: TypedNode[] = [
    { node: elementPointer(call.object.node), type: elementOf(call.object.type) },
    { node: pointer('index'), type: numberType(counted()) },
  ];
  const body = callBody({ method: call.name, part, parameters }, context);
  const list = usesIndex ? plain(call.object.node) : call.object.node;
  return { node: mapOver(list, givesSomething(body)), type: listType(body.type) };
}

/** Argo refuses a closure that always returns nil. */
function givesSomething({ node, type }: TypedNode): ExpressionNode {
  return isOnly(type, 'null', 'undefined') ? untyped(node) : node;
}

/** Argo merges `map` with an inner `filter`, whose index would count the removed elements, too. */
function plain(list: ExpressionNode): ExpressionNode {
  return list.kind === 'builtin' && list.name === 'filter' ? slice(list, integer(0)) : list;
}

interface Found {
  readonly name: string;
  readonly list: TypedNode;
  readonly found: ExpressionNode;
  readonly usesIndex: boolean;
}

function finish({ name, list, found, usesIndex }: Found, element: ValueType): TypedNode {
  switch (name) {
    case 'any':
    case 'all':
      return booleanNode(found);
    case 'findIndex':
    case 'findLastIndex':
      return { node: orElse(found, integer(-1)), type: numberType(counted(-1)) };
    case 'filter':
      return {
        node: usesIndex ? mapOver(found, at(pointer(), 0)) : found,
        type: listType(elementOf(list.type)),
      };
    default:
      return {
        node: usesIndex ? builtin('get', orElse(found, listOf()), integer(0)) : found,
        type: union(TYPES.undefined, element),
      };
  }
}

function countOfParameters(part: Expression): number {
  return part.type === 'ArrowFunctionExpression' || part.type === 'FunctionExpression'
    ? part.params.length
    : 1;
}

function callBody({ method, part, parameters, outer = [] }: Callback, context: Translation): TypedNode {
  const [first] = parameters;
  if (part.type === 'Identifier' && first !== undefined)
    return namedCallback({ part, element: first, method }, context);
  if (part.type !== 'ArrowFunctionExpression' && part.type !== 'FunctionExpression')
    throw unsupported(part, context, 'this must be a function literal');
  if (part.params.length > parameters.length)
    throw unsupported(part, context, 'Argo only passes the element and its index');
  const inner = innerContext(part.params, parameters, { ...context, names: withOuter(context, outer) });
  return translateFunctionBody(part, inner);
}

/** Inside a closure, `#` is the element of the innermost list, so values of outer lists are only available in an accumulator. */
function withOuter(
  context: Translation,
  outer: readonly OuterValue[],
): ReadonlyMap<string, TypedNode | undefined> {
  return new Map([...hidden(context), ...insideReduce(outer)]);
}

/** `list.map(String)`, `list.filter(Boolean)`. */
function namedCallback(
  {
    part,
    element,
    method,
  }: { readonly part: Identifier; readonly element: TypedNode; readonly method: string },
  context: Translation,
): TypedNode {
  const run = Object.hasOwn(globalFunctions, part.name) ? globalFunctions[part.name] : undefined;
  if (run === undefined || isUserName(part.name, context))
    throw unsupported(
      part,
      context,
      'Argo can only call a function that is written here',
      `Write its code as .${method}((x) => ...)`,
    );
  const names = new Map([...hidden(context), [part.name, element] as const]);
  return run(part, { ...context, names });
}

function hidden({ names }: Translation): ReadonlyMap<string, TypedNode | undefined> {
  return new Map(
    [...names].map(([name, typed]) => [
      name,
      typed !== undefined && typed.constant === undefined && hasFreePointer(typed.node) ? undefined : typed,
    ]),
  );
}

function innerContext(
  params: readonly Pattern[],
  parameters: readonly TypedNode[],
  context: Translation,
): Translation {
  const names = new Map(context.names);
  const own = new Map<string, TypedNode | undefined>();
  for (const [index, param] of params.entries()) {
    const value = parameters[index];
    if (value !== undefined) bindParameter(param, value, { ...context, names: own });
  }
  for (const [name, typed] of own) names.set(name, typed);
  return { ...context, names, narrowing: withoutVariables(context.narrowing, own) };
}

/** Translates `.reduce((sum, x) => ..., start)`. */
export function translateReduce(call: MethodCall, context: Translation): TypedNode {
  const [given, start, ...others] = call.part.arguments;
  if (given === undefined || given.type === 'SpreadElement' || others.length > 0)
    throw unsupported(call.part, context, '.reduce() takes a function and a start value');
  if (start?.type === 'SpreadElement') throw unsupported(start, context);
  const part = unwrap(given);
  const element = elementOf(call.object.type);
  const first = start === undefined ? undefined : context.translate(start, context);
  const outer = outerValuesIn(part, context);
  if (outer.length > 0 && first === undefined)
    throw unsupported(call.part, context, 'a function that uses values of an outer one needs a start value');
  const holdsOuter = outer.length > 0 || (first !== undefined && hasFreePointer(first.node));
  const accumulator: ExpressionNode = pointer('acc');
  let type = loosenedNumbers(first?.type ?? element);
  // The type of the accumulator depends on the start value and on the results of the function for that type.
  for (let round = 0; round < 4; round += 1) {
    const parameters: TypedNode[] = [
      { node: holdsOuter ? at(accumulator, 0) : accumulator, type },
      { node: elementPointer(call.object.node), type: element },
      { node: holdsOuter ? loopIndex : pointer('index'), type: numberType(counted()) },
    ];
    const body = callBody({ method: call.name, part, parameters, outer }, context);
    if (body.type.every(({ kind }) => hasKind(type, kind)) && isStable(body.type)) {
      const next = givesSomething(body);
      const list = call.object.node;
      const node =
        holdsOuter && first !== undefined
          ? reduceWith(outer, { list, start: first.node, next: () => next })
          : reduced(list, next, first?.node);
      return { node, type };
    }
    type = union(type, loosenedNumbers(body.type));
  }
  throw unsupported(part, context, 'the type of the result changes from one element to the next');
}

function reduced(
  list: ExpressionNode,
  body: ExpressionNode,
  start: ExpressionNode | undefined,
): ExpressionNode {
  const node = closure('reduce', list, body, ...(start === undefined ? [] : [start]));
  // Argo infers the type of the result from the body, but the result is the start value if the list is empty.
  return readsAccumulator(body) ? node : untyped(node);
}

/** Tells whether a type is the same after any number of rounds, which is not known of lists and objects. */
function isStable(type: ValueType): boolean {
  return !hasKind(type, 'list') && !hasKind(type, 'object');
}

function loosenedNumbers(type: ValueType): ValueType {
  return loosened(type).map((one) =>
    one.kind === 'string' ? { kind: 'string', facts: { isAscii: false } } : one,
  );
}
