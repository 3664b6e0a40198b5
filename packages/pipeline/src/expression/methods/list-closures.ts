import type { ExpressionNode } from '@tiphys/expression';
import { bindParameter } from '../parts/bind-parameter.ts';
import { globalFunctions } from '../parts/conversions.ts';
import { withoutVariables } from '../parts/narrowing.ts';
import { isUserName, type Translation, unsupported } from '../parts/translation.ts';
import {
  type AnyFunction,
  type Expression,
  type Identifier,
  type Pattern,
  unwrap,
} from '../source/syntax.ts';
import { builtin, pointer } from '../tree/expression-nodes.ts';
import {
  at,
  closure,
  hasFreePointer,
  integer,
  orElse,
  readsAccumulator,
  slice,
  untyped,
} from '../tree/nodes.ts';
import { elementPointer } from '../value-types/go-type.ts';
import { counted } from '../value-types/number-facts.ts';
import type { TypedNode } from '../value-types/typed-node.ts';
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
  readonly part: Expression;
  readonly parameters: readonly TypedNode[];
}

/** Translates a method of a list that takes a function of its elements. */
export function translateClosure(call: MethodCall, context: Translation): TypedNode {
  const [given, ...others] = call.part.arguments;
  if (given === undefined || given.type === 'SpreadElement' || others.length > 0)
    throw unsupported(call.part, context, `.${call.name}() takes one function`);
  const part = unwrap(given);
  const element = elementOf(call.object.type);
  const name = CLOSURE_METHODS[call.name] ?? call.name;
  const usesIndex = countOfParameters(part) > 1;
  if (name === 'map') return translateMap(call, { part, usesIndex }, context);
  // Argo only provides the index in `map`. For other methods, the list becomes a list of pairs.
  const pair = (index: number): ExpressionNode => at(pointer(), index);
  const pairs = usesIndex
    ? closure('map', plain(call.object.node), { kind: 'array', items: [pointer(), pointer('index')] })
    : call.object.node;
  const parameters: TypedNode[] = [
    { node: usesIndex ? pair(0) : elementPointer(call.object.node), type: element },
    { node: pair(1), type: numberType(counted()) },
  ];
  const body = callBody({ part, parameters }, context);
  const test = asCondition(body);
  return finish({ name, list: call.object, found: closure(name, pairs, test), usesIndex }, element);
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
  const body = callBody({ part, parameters }, context);
  const list = usesIndex ? plain(call.object.node) : call.object.node;
  return { node: closure('map', list, givesSomething(body)), type: listType(body.type) };
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
      return { node: found, type: TYPES.boolean };
    case 'findIndex':
    case 'findLastIndex':
      return { node: orElse(found, integer(-1)), type: numberType(counted(-1)) };
    case 'filter':
      return {
        node: usesIndex ? closure('map', found, at(pointer(), 0)) : found,
        type: listType(elementOf(list.type)),
      };
    default:
      return {
        node: usesIndex ? builtin('get', orElse(found, { kind: 'array', items: [] }), integer(0)) : found,
        type: union(TYPES.undefined, element),
      };
  }
}

function countOfParameters(part: Expression): number {
  return part.type === 'ArrowFunctionExpression' || part.type === 'FunctionExpression'
    ? part.params.length
    : 1;
}

function callBody({ part, parameters }: Callback, context: Translation): TypedNode {
  const [first] = parameters;
  if (part.type === 'Identifier' && first !== undefined) return namedCallback(part, first, context);
  if (part.type !== 'ArrowFunctionExpression' && part.type !== 'FunctionExpression')
    throw unsupported(part, context, 'this must be a function literal');
  if (part.params.length > parameters.length)
    throw unsupported(part, context, 'Argo only passes the element and its index');
  const body = bodyOf(part, context);
  const inner = innerContext(part.params, parameters, context);
  return context.translate(body, inner);
}

/** `list.map(String)`, `list.filter(Boolean)`. */
function namedCallback(part: Identifier, element: TypedNode, context: Translation): TypedNode {
  const run = Object.hasOwn(globalFunctions, part.name) ? globalFunctions[part.name] : undefined;
  if (run === undefined || isUserName(part.name, context))
    throw unsupported(part, context, 'this must be a function literal', 'Write (x) => ...');
  const names = new Map([...hidden(context), [part.name, element] as const]);
  return run(part, { ...context, names });
}

/** Returns the expression that a function returns. */
export function bodyOf(part: AnyFunction, context: Pick<Translation, 'errors'>): Expression {
  // A body is an expression if it is not a block.
  if (part.body.type !== 'BlockStatement') return part.body as Expression;
  const [statement, ...others] = part.body.body;
  const value = statement?.type === 'ReturnStatement' ? statement.argument : undefined;
  if (value != null && others.length === 0 && !part.async && !part.generator) return value;
  throw context.errors.at(
    'PIPELINE_UNSUPPORTED_SYNTAX',
    part.body,
    'only a single return statement can become an Argo expression. Write (a, b) => a > b.',
  );
}

/** Inside a closure, `#` is the element of the innermost list, so values that depend on outer elements are not available. */
function hidden({ names }: Translation): ReadonlyMap<string, TypedNode | undefined> {
  return new Map(
    [...names].map(([name, typed]) => [
      name,
      typed !== undefined && hasFreePointer(typed.node) ? undefined : typed,
    ]),
  );
}

function innerContext(
  params: readonly Pattern[],
  parameters: readonly TypedNode[],
  context: Translation,
): Translation {
  const names = new Map(hidden(context));
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
  if (first !== undefined && hasFreePointer(first.node)) {
    throw unsupported(
      start ?? call.part,
      context,
      'the start value depends on an element of an outer list, which Argo cannot access here',
    );
  }
  let type = loosenedNumbers(first?.type ?? element);
  // The type of the accumulator depends on the start value and on the results of the function for that type.
  for (let round = 0; round < 4; round += 1) {
    const parameters: TypedNode[] = [
      { node: { kind: 'pointer', name: 'acc' }, type },
      { node: elementPointer(call.object.node), type: element },
      { node: pointer('index'), type: numberType(counted()) },
    ];
    const body = callBody({ part, parameters }, context);
    if (body.type.every(({ kind }) => hasKind(type, kind)) && isStable(body.type)) {
      return { node: reduced(call.object.node, givesSomething(body), first?.node), type };
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
  const node = builtin('reduce', list, { kind: 'predicate', body }, ...(start === undefined ? [] : [start]));
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
