import { CLOSURE_BUILTINS } from '../language/builtin-names.ts';
import type { ExpressionNode, NodeOf } from '../language/node.ts';
import {
  ANY_MAP_TYPE,
  ANY_SLICE_TYPE,
  BOOL_TYPE,
  elementOf,
  type GoType,
  INT_TYPE,
  isUnknown,
  sliceOf,
  UNKNOWN_TYPE,
} from '../values/type.ts';
import type { TypeVisitor } from './type-visitor.ts';

const groupType: GoType = {
  ...ANY_MAP_TYPE,
  name: 'map[interface {}][]interface {}',
  element: ANY_SLICE_TYPE,
};

/** Builtins whose closure must return a boolean. */
const TESTS = new Set([
  'all',
  'none',
  'any',
  'one',
  'filter',
  'count',
  'find',
  'findLast',
  'findIndex',
  'findLastIndex',
]);

function extraNames(name: string): ReadonlyMap<string, GoType> {
  if (name === 'map') return new Map([['index', INT_TYPE]]);
  return name === 'reduce'
    ? new Map([
        ['index', INT_TYPE],
        ['acc', UNKNOWN_TYPE],
      ])
    : new Map<string, GoType>();
}

function resultType(node: NodeOf<'builtin'>, collection: GoType, body: GoType): GoType {
  switch (node.name) {
    case 'all':
    case 'none':
    case 'any':
    case 'one':
      return BOOL_TYPE;
    case 'filter':
      return isUnknown(collection) ? ANY_SLICE_TYPE : sliceOf(elementOf(collection));
    case 'map':
      return sliceOf(body);
    case 'find':
    case 'findLast':
      return isUnknown(collection) ? UNKNOWN_TYPE : elementOf(collection);
    case 'groupBy':
      return groupType;
    case 'sortBy':
      return collection;
    case 'sum':
    case 'reduce':
      return body;
    default:
      return INT_TYPE;
  }
}

function need(visitor: TypeVisitor, node: NodeOf<'builtin'>, index: number): ExpressionNode {
  const argument = node.arguments[index];
  return argument ?? visitor.fail(node, `not enough arguments to call ${node.name}`);
}

/** Returns the type of a builtin that takes a closure; undefined for other builtins. */
export function closureType(visitor: TypeVisitor, node: NodeOf<'builtin'>): GoType | undefined {
  if (!CLOSURE_BUILTINS.has(node.name)) return undefined;
  const list = need(visitor, node, 0);
  const collection = visitor.visit(list);
  if (collection.kind !== 'slice' && !isUnknown(collection)) {
    return visitor.fail(list, `builtin ${node.name} takes only array (got ${collection.name})`);
  }
  if (node.arguments.length === 1 && node.name === 'count') return INT_TYPE;
  if (node.arguments.length === 1 && node.name === 'sum')
    return isUnknown(collection) ? UNKNOWN_TYPE : elementOf(collection);
  const predicate = need(visitor, node, 1);
  const body = visitor.visitPredicate(predicate, { collection, names: extraNames(node.name) });
  const third = node.arguments[2];
  const order = third === undefined ? undefined : visitor.visit(third);
  if (
    third !== undefined &&
    order !== undefined &&
    node.name === 'sortBy' &&
    order.kind !== 'string' &&
    !isUnknown(order)
  ) {
    return visitor.fail(third, `sortBy order argument must be a string (got ${order.name})`);
  }
  if (body === undefined) {
    // The library checks this closure as an argument of a function.
    if (node.name === 'sum') {
      const message = 'cannot use func(interface {}) as argument (type func(interface {}) bool) to call sum ';
      return visitor.fail(predicate, message);
    }
    const inputs = node.name === 'reduce' ? 'two' : 'one';
    return visitor.fail(predicate, `predicate should has ${inputs} input and one output param`);
  }
  if (TESTS.has(node.name) && body.kind !== 'bool' && !isUnknown(body)) {
    return visitor.fail(predicate, `predicate should return boolean (got ${body.name})`);
  }
  return resultType(node, collection, body);
}
