import type { ExpressionNode } from '@tiphys/expression';
import type { SyntaxNode } from '../source/syntax.ts';
import { binary, builtin, choice } from '../tree/expression-nodes.ts';
import { bind, integer, NIL, slice } from '../tree/nodes.ts';
import type { NumberFacts } from '../value-types/number-facts.ts';
import type { TypedNode } from '../value-types/typed-node.ts';
import { alternativeOf, elementOf, hasKind, isOnly, TYPES, union } from '../value-types/value-type.ts';
import { itemOfConstant } from './constant-parts.ts';
import { ambiguous, nameOfType, type Translation, unsupported } from './translation.ts';

/** The message about positions in strings. */
export const COUNTS_CHARACTERS = {
  reason: 'JavaScript counts UTF-16 code units here, which Argo cannot do',
  advice: 'Write [...text] for the list of its characters, or compute it in a component',
} as const;

/** A list or string, and the position of an element in it. */
export interface Indexed {
  readonly object: TypedNode;
  readonly index: TypedNode;
}

/** Translates access to an element of a list or a character of a string. */
export function elementAt(part: SyntaxNode, { object, index }: Indexed, context: Translation): TypedNode {
  const facts = alternativeOf(index.type, 'number')?.facts;
  if (facts === undefined) throw unsupported(part, context);
  if (isOnly(object.type, 'string')) return characterAt(part, { object, index }, context);
  if (!isOnly(object.type, 'list')) {
    if (hasKind(object.type, 'list') || object.type.length > 1)
      throw ambiguous(part, context, `this reads an element of ${nameOfType(object.type)}`);
    throw unsupported(part, context, `${nameOfType(object.type)} has no elements`);
  }
  const item = itemOfConstant(part, { object, position: facts.constant }, context);
  if (item !== undefined) return item;
  const element = elementOf(object.type);
  const found = elementNode(object.node, index.node, facts);
  if (found.kind === 'nil') return { node: found, type: TYPES.undefined };
  const isKnown = facts.constant !== undefined && facts.constant >= 0;
  const both = hasKind(element, 'null');
  return {
    node: found,
    type: union(TYPES.undefined, element),
    ...(both && !hasKind(element, 'undefined') && isKnown
      ? { isUndefined: binary('>=', index.node, builtin('len', object.node)) }
      : {}),
  };
}

/** Argo's `get` returns nil for a missing element, but it counts negative positions from the end. */
function elementNode(list: ExpressionNode, index: ExpressionNode, facts: NumberFacts): ExpressionNode {
  const { constant } = facts;
  if (constant !== undefined) {
    const isIndex = Number.isInteger(constant) && constant >= 0 && constant < 2 ** 31;
    return isIndex ? builtin('get', list, integer(constant)) : NIL;
  }
  if (facts.held === 'int' && facts.min >= 0) return builtin('get', list, index);
  return bind(index, (value) => {
    const isIndex =
      facts.held === 'int'
        ? binary('>=', value, integer(0))
        : binary('&&', binary('>=', value, integer(0)), binary('==', value, builtin('floor', value)));
    const place = facts.held === 'int' ? value : builtin('int', value);
    return choice(isIndex, builtin('get', list, place), NIL);
  });
}

/** Translates access to a character of a string. All characters must be single UTF-16 code units. */
export function characterAt(part: SyntaxNode, { object, index }: Indexed, context: Translation): TypedNode {
  const facts = alternativeOf(index.type, 'number')?.facts;
  const { constant } = facts ?? {};
  const isAscii = alternativeOf(object.type, 'string')?.facts.isAscii === true;
  if (!isAscii) throw unsupported(part, context, COUNTS_CHARACTERS.reason, COUNTS_CHARACTERS.advice);
  if (constant === undefined || !Number.isInteger(constant) || constant < 0 || constant > 2 ** 31)
    throw unsupported(part, context, 'the position must be a literal integer that is not negative');
  return {
    node: bind(object.node, (value) =>
      choice(
        binary('>', builtin('len', value), integer(constant)),
        slice(value, integer(constant), integer(constant + 1)),
        NIL,
      ),
    ),
    type: union(TYPES.undefined, TYPES.ascii),
  };
}
