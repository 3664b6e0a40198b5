import type { ExpressionNode } from '@tiphys/expression';
import type { Translation } from '../parts/translation.ts';
import type { Expression } from '../source/syntax.ts';
import { binary, builtin, choice, closure, listOf, pointer } from '../tree/expression-nodes.ts';
import { at, hasFreePointer, integer, truth, untyped } from '../tree/nodes.ts';
import { elementPointer } from '../value-types/go-type.ts';
import type { TypedNode } from '../value-types/typed-node.ts';

/** A value that depends on the element of an outer list, by its name in the user's function. */
export interface OuterValue {
  readonly name: string;
  readonly typed: TypedNode;
}

/** Returns the values of outer functions that a function may use. In a closure of Argo, only the innermost element is known. */
export function outerValuesIn(part: Expression, { names }: Translation): readonly OuterValue[] {
  const outer = [...names].flatMap(([name, typed]) =>
    typed !== undefined && typed.constant === undefined && hasFreePointer(typed.node)
      ? [{ name, typed }]
      : [],
  );
  if (outer.length === 0) return [];
  const used = namesIn(part);
  return outer.filter(({ name }) => used.has(name));
}

/** Returns all names in a part of a function, including those of fields. */
function namesIn(part: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (Array.isArray(part)) for (const one of part) namesIn(one, found);
  else if (typeof part === 'object' && part !== null) {
    if ('type' in part && part.type === 'Identifier' && 'name' in part) found.add(String(part.name));
    for (const [key, value] of Object.entries(part)) if (key !== 'loc') namesIn(value, found);
  }
  return found;
}

const accumulator: ExpressionNode = pointer('acc');

/** Returns the names of outer values for the body of a `reduce` whose accumulator holds them. */
export function insideReduce(values: readonly OuterValue[]): ReadonlyMap<string, TypedNode> {
  return new Map(
    values.map(({ name, typed: { type } }, index) => [name, { node: at(accumulator, index + 1), type }]),
  );
}

/** What a loop over a list computes: a start value, and the next value from the last one. */
export interface Loop {
  readonly list: ExpressionNode;
  readonly start: ExpressionNode;
  readonly next: (last: ExpressionNode) => ExpressionNode;
}

/** The index of an element in a loop of {@link reduceWith}. */
export const loopIndex: ExpressionNode = binary('-', pointer('index'), integer(1));

/**
 * Returns a loop that can use outer values. Its accumulator is a list of the result and of these values. It is the first element of the list,
 * because Argo evaluates the start value of `reduce` inside the closure, where outer elements are not available.
 */
export function reduceWith(values: readonly OuterValue[], { list, start, next }: Loop): ExpressionNode {
  const kept = values.map((_, index) => at(accumulator, index + 1));
  const body: ExpressionNode = listOf(next(at(accumulator, 0)), ...kept);
  const first: ExpressionNode = listOf(start, ...values.map(({ typed }) => typed.node));
  const whole = builtin('concat', listOf(first), list);
  return untyped(at(closure('reduce', whole, body), 0));
}

/** How each method is computed by a loop, from the value of its function for the element. */
const LOOPS: Readonly<
  Record<
    string,
    {
      readonly start: ExpressionNode;
      next(last: ExpressionNode, given: ExpressionNode, element: ExpressionNode): ExpressionNode;
    }
  >
> = {
  map: {
    start: listOf(),
    next: (last, given) => builtin('concat', last, listOf(given)),
  },
  filter: {
    start: listOf(),
    next: (last, given, element) => choice(given, builtin('concat', last, listOf(element)), last),
  },
  any: {
    start: truth(false),
    next: (last, given) => binary('||', last, given),
  },
  all: {
    start: truth(true),
    next: (last, given) => binary('&&', last, given),
  },
  findIndex: {
    start: integer(-1),
    next: (last, given) => choice(binary('&&', binary('<', last, integer(0)), given), loopIndex, last),
  },
  findLastIndex: { start: integer(-1), next: (last, given) => choice(given, loopIndex, last) },
};

/** Computes a method of a list by a loop. `given` is the value of its function for an element, which can use outer values. */
export function loopOver(
  name: string,
  list: ExpressionNode,
  { values, given }: { readonly values: readonly OuterValue[]; readonly given: ExpressionNode },
): ExpressionNode {
  if (name === 'find' || name === 'findLast') {
    const found = loopOver('filter', list, { values, given });
    return builtin('get', found, integer(name === 'find' ? 0 : -1));
  }
  const loop = LOOPS[name];
  if (loop === undefined) throw new Error(`unreachable: no loop computes ${name}`);
  return reduceWith(values, {
    list,
    start: loop.start,
    next: (last) => loop.next(last, given, elementPointer(list)),
  });
}
