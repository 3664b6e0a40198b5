import { ts } from 'ts-morph';
import type { TypeContext } from './type-context.ts';
import type { TypeShape } from './type-shape.ts';

/** Returns the shape of a union of the given types. */
export function readUnion(types: readonly ts.Type[], context: TypeContext): TypeShape {
  const members = types
    .map((member) => context.read(member, context))
    .filter((shape) => shape.kind !== 'nothing');
  if (members.some((member) => member.kind === 'anything')) {
    return { kind: 'anything' };
  }
  const merged = mergeBooleans(members);
  const [only, ...rest] = merged;
  return only === undefined
    ? { kind: 'nothing' }
    : rest.length === 0
      ? only
      : { kind: 'union', members: merged };
}

/** The compiler writes `boolean` in a union as `false | true`. */
function mergeBooleans(members: readonly TypeShape[]): readonly TypeShape[] {
  const others = members.filter((member) => member.kind !== 'literal' || typeof member.value !== 'boolean');
  return members.length - others.length === 2 ? [...others, { kind: 'boolean' }] : members;
}

/** The shape of the type of an optional value. */
export interface PresentShape {
  readonly shape: TypeShape;
  /** Whether the type includes `undefined`. */
  readonly mayBeAbsent: boolean;
}

/** Returns the shape of a type without `undefined`, which only means that the value may be omitted. */
export function readPresent(type: ts.Type, context: TypeContext): PresentShape {
  const absent = ts.TypeFlags.Undefined | ts.TypeFlags.Void;
  const present = type.isUnion() ? type.types.filter((member) => (member.flags & absent) === 0) : [];
  if (!type.isUnion() || present.length === type.types.length) {
    return { shape: context.read(type, context), mayBeAbsent: false };
  }
  return { shape: readUnion(present, context), mayBeAbsent: true };
}
