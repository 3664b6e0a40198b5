import { utf16Key } from '../parts/compare.ts';
import { pathOf } from '../parts/narrowing.ts';
import { nameOfType, type Translation, unsupported } from '../parts/translation.ts';
import { type AnyFunction, type Expression, unwrap } from '../source/syntax.ts';
import { binary, builtin, closure, pointer, text, toJson } from '../tree/expression-nodes.ts';
import { integer } from '../tree/nodes.ts';
import type { TypedNode } from '../value-types/typed-node.ts';
import { alternativeOf, elementOf, isOnly, listType } from '../value-types/value-type.ts';
import type { MethodCall } from './method-call.ts';

/** A method that changes its list can only be translated if nothing else refers to the list. */
function refuseChange(call: MethodCall, instead: string, context: Translation): void {
  if (pathOf(call.callee.object) === undefined && isFresh(unwrap(call.callee.object))) return;
  throw unsupported(
    call.part,
    context,
    `.${call.name}() changes the list itself, which Argo cannot do`,
    `Write .${instead}()`,
  );
}

const COPIES: ReadonlySet<string> = new Set([
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
  return property?.type === 'Identifier' && COPIES.has(property.name);
}

/** Translates `reverse` and `toReversed`. */
export function reversed(call: MethodCall, changes: boolean, context: Translation): TypedNode {
  if (changes) refuseChange(call, 'toReversed', context);
  if (call.part.arguments.length > 0) throw unsupported(call.part, context);
  return {
    node: builtin('reverse', call.object.node),
    type: listType(elementOf(call.object.type)),
  };
}

/** Translates `sort` and `toSorted`. Without a comparison function, JavaScript sorts everything as strings, including numbers. */
export function sorted(call: MethodCall, changes: boolean, context: Translation): TypedNode {
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
      throw unsupported(order, context, 'Argo can only sort numbers, by (a, b) => a - b or (a, b) => b - a');
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
    const key = toJson(binary('+', pointer(), integer(0)));
    return { node: closure('sortBy', call.object.node, key), type };
  }
  throw unsupported(
    call.part,
    context,
    `JavaScript sorts as strings, but an element can be ${nameOfType(element)}`,
  );
}

/** Returns the order of a function that compares two numbers. */
function numericOrder(part: Expression): 'asc' | 'desc' | undefined {
  if (part.type !== 'ArrowFunctionExpression' && part.type !== 'FunctionExpression') return undefined;
  const { params, body }: AnyFunction = part;
  const [a, b] = params;
  if (a?.type !== 'Identifier' || b?.type !== 'Identifier' || params.length !== 2 || a.name === b.name)
    return undefined;
  if (body.type === 'BlockStatement') return undefined;
  // It is not a block, so it is an expression.
  const result = unwrap(body as Expression);
  if (result.type !== 'BinaryExpression' || result.operator !== '-') return undefined;
  const [left, right] = [unwrap(result.left), unwrap(result.right)];
  if (left.type !== 'Identifier' || right.type !== 'Identifier') return undefined;
  if (left.name === a.name && right.name === b.name) return 'asc';
  return left.name === b.name && right.name === a.name ? 'desc' : undefined;
}
