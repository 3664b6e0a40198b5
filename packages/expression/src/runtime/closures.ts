import { sortValues } from '../builtins/list-builtins.ts';
import type { ExpressionNode, NodeOf } from '../language/node.ts';
import { elementsOf, needElement } from '../operations/access.ts';
import { add, needBoolean } from '../operations/operators.ts';
import { typeName } from '../values/type-of.ts';
import { FIND_LAST_OR_THROW, FIND_OR_THROW } from './optimize.ts';

/** The state of a closure that runs over a list. */
export interface Closure {
  readonly items: readonly unknown[];
  index: number;
  accumulated: unknown;
}

/** The evaluator, as seen by closures. */
export interface ClosureEvaluator {
  /** The node that is being evaluated, for the position of errors. */
  current: ExpressionNode | undefined;
  /** Returns the value of a node. */
  value(node: ExpressionNode): unknown;
  /** Runs an action with the pointers of the closure. */
  within<T>(closure: Closure, action: () => T): T;
  /** Counts created elements. Throws if the evaluation exceeds its budget. */
  grow(count: number): void;
}

interface Loop {
  readonly evaluator: ClosureEvaluator;
  readonly node: NodeOf<'builtin'>;
  readonly closure: Closure;
  /** Returns the value of the body for the current element, or the element if there is no body. */
  readonly body: () => unknown;
}

/** Evaluates a builtin that takes a closure. */
export function runClosure(evaluator: ClosureEvaluator, node: NodeOf<'builtin'>): unknown {
  const [list, predicate, third] = node.arguments;
  if (list === undefined) throw new Error(`not enough arguments to call ${node.name}`);
  const collection = evaluator.value(list);
  evaluator.current = node;
  const closure: Closure = { items: elementsOf(collection), index: 0, accumulated: null };
  const body = (): unknown =>
    predicate === undefined ? needElement(closure.items[closure.index]) : evaluator.value(predicate);
  return evaluator.within(closure, () => runLoop({ evaluator, node, closure, body }, third));
}

function test(loop: Loop): boolean {
  const value = loop.body();
  loop.evaluator.current = loop.node;
  return needBoolean(value);
}

/** Calls a step for every element until it returns a value. */
function forward<T>({ closure }: Loop, step: (item: unknown) => T | undefined): T | undefined {
  for (closure.index = 0; closure.index < closure.items.length; closure.index += 1) {
    const result = step(closure.items[closure.index]);
    if (result !== undefined) return result;
  }
  return undefined;
}

function backward<T>({ closure }: Loop, step: (item: unknown) => T | undefined): T | undefined {
  for (closure.index = closure.items.length - 1; closure.index >= 0; closure.index -= 1) {
    const result = step(closure.items[closure.index]);
    if (result !== undefined) return result;
  }
  return undefined;
}

function runLoop(loop: Loop, third: ExpressionNode | undefined): unknown {
  switch (loop.node.name) {
    case 'all':
      return forward(loop, () => (test(loop) ? undefined : false)) ?? true;
    case 'none':
      return forward(loop, () => (test(loop) ? false : undefined)) ?? true;
    case 'any':
      return forward(loop, () => (test(loop) ? true : undefined)) ?? false;
    case 'one':
      return selected(loop).length === 1;
    case 'filter':
      return grown(loop, selected(loop));
    case 'count':
      return BigInt(selected(loop).length);
    case 'map':
      return mapped(loop);
    case 'sum':
      return sum(loop);
    case 'groupBy':
      return groups(loop);
    case 'sortBy':
      return sortedBy(loop, third);
    case 'reduce':
      return reduced(loop, third);
    default:
      return found(loop);
  }
}

function found(loop: Loop): unknown {
  const { name } = loop.node;
  const last = name.startsWith('findLast');
  const wantsIndex = name.endsWith('Index');
  const step = (item: unknown): { readonly value: unknown } | undefined => {
    if (!test(loop)) return undefined;
    return { value: wantsIndex ? BigInt(loop.closure.index) : needElement(item) };
  };
  const hit = last ? backward(loop, step) : forward(loop, step);
  if (hit === undefined && (name === FIND_OR_THROW || name === FIND_LAST_OR_THROW)) {
    throw new Error('reflect: slice index out of range');
  }
  return hit?.value ?? null;
}

function selected(loop: Loop): unknown[] {
  const keepsItems = loop.node.name === 'filter';
  const kept: unknown[] = [];
  forward(loop, (item) => {
    if (test(loop)) kept.push(keepsItems ? needElement(item) : item);
    return undefined;
  });
  return kept;
}

function grown<T extends readonly unknown[]>(loop: Loop, list: T): T {
  loop.evaluator.grow(list.length);
  return list;
}

function mapped(loop: Loop): unknown[] {
  const values: unknown[] = [];
  forward(loop, () => {
    values.push(loop.body());
    return undefined;
  });
  return grown(loop, values);
}

function sum(loop: Loop): unknown {
  let total: unknown = 0n;
  forward(loop, () => {
    const value = loop.body();
    loop.evaluator.current = loop.node;
    total = add(value, total);
    return undefined;
  });
  return total;
}

function groups(loop: Loop): ReadonlyMap<unknown, unknown> {
  const all = new Map<unknown, unknown[]>();
  forward(loop, (item) => {
    const key = loop.body();
    loop.evaluator.current = loop.node;
    if (typeof key === 'object' && key !== null) throw new Error(`hash of unhashable type: ${typeName(key)}`);
    const group = all.get(key);
    if (group === undefined) all.set(key, [needElement(item)]);
    else group.push(item);
    return undefined;
  });
  return all;
}

function sortedBy(loop: Loop, third: ExpressionNode | undefined): unknown[] {
  const order = third === undefined ? 'asc' : loop.evaluator.value(third);
  loop.evaluator.current = loop.node;
  if (typeof order !== 'string') throw new Error('sortBy order argument must be a string');
  if (order !== 'asc' && order !== 'desc') throw new Error('unknown order, use asc or desc');
  const pairs: { readonly item: unknown; readonly value: unknown }[] = [];
  forward(loop, (item) => {
    const value = loop.body();
    pairs.push({ item: needElement(item), value });
    return undefined;
  });
  loop.evaluator.current = loop.node;
  return grown(
    loop,
    sortValues(pairs, ({ value }) => value, order === 'desc').map(({ item }) => item),
  );
}

function reduced(loop: Loop, third: ExpressionNode | undefined): unknown {
  const { closure, evaluator } = loop;
  let start = 0;
  if (third === undefined) {
    if (closure.items.length === 0) throw new Error('reduce of empty array with no initial value');
    closure.accumulated = needElement(closure.items[0]);
    start = 1;
  } else {
    closure.accumulated = evaluator.value(third);
  }
  for (closure.index = start; closure.index < closure.items.length; closure.index += 1) {
    closure.accumulated = loop.body();
  }
  return closure.accumulated;
}
