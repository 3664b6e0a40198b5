import type { SyntaxNode } from '../source/syntax.ts';
import { type TypedNode, UNDEFINED } from '../value-types/typed-node.ts';
import { alternativeOf, isOnly } from '../value-types/value-type.ts';
import { typedConstant } from './translate-constant.ts';
import type { Translation } from './translation.ts';

/** Returns a field of a constant object, or undefined if the object is not constant. */
export function fieldOfConstant(
  part: SyntaxNode,
  { object, name }: { readonly object: TypedNode; readonly name: string },
  context: Translation,
): TypedNode | undefined {
  const { constant } = object;
  if (constant?.kind !== 'object') return undefined;
  const field = constant.fields.get(name);
  return field === undefined ? UNDEFINED : typedConstant(field, { part, context, name: `\`${name}\`` });
}

/** Returns an element of a constant list at a constant position, or undefined if one of them is not constant. */
export function itemOfConstant(
  part: SyntaxNode,
  { object, position }: { readonly object: TypedNode; readonly position: number | undefined },
  context: Translation,
): TypedNode | undefined {
  const { constant } = object;
  if (constant?.kind !== 'list' || position === undefined) return undefined;
  const item = Object.hasOwn(constant.items, position) ? constant.items[position] : undefined;
  return item === undefined ? UNDEFINED : typedConstant(item, { part, context, name: 'this element' });
}

/** Returns the length of a constant list or string, or undefined for anything else. */
export function lengthOfConstant({ constant, type }: TypedNode): number | undefined {
  if (constant?.kind === 'list') return constant.items.length;
  const [text, ...others] = isOnly(type, 'string') ? (alternativeOf(type, 'string')?.facts.texts ?? []) : [];
  return others.length === 0 ? text?.length : undefined;
}
