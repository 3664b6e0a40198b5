import { ts } from 'ts-morph';
import { findMarker, isMarkerAlone } from './markers.ts';
import { readObject } from './read-object-type.ts';
import { readPrimitive } from './read-primitive-type.ts';
import { readUnion } from './read-union-type.ts';
import type { TypeContext } from './type-context.ts';
import { refuseGeneric, refuseMarker, TypeRefusal } from './type-refusal.ts';
import type { ShapeDefinition, TypeShape } from './type-shape.ts';

// Deeper than any handwritten type. Types that grow with each level of recursion would never end.
const MAXIMUM_DEPTH = 100;

/**
 * Returns the shape of a type.
 *
 * @throws TypeRefusal if JSON cannot represent its values.
 */
export function readType(type: ts.Type, context: TypeContext): TypeShape {
  if (context.depth > MAXIMUM_DEPTH) {
    throw new TypeRefusal(
      'SIGNATURE_UNSUPPORTED_TYPE',
      { path: [] },
      {
        reason: `nests more than ${MAXIMUM_DEPTH} types, or has a recursive type that grows with each level`,
        advice: 'give an inner part the type `unknown`',
      },
    );
  }
  return readPrimitive(type, context) ?? readComposite(type, context);
}

function readComposite(type: ts.Type, context: TypeContext): TypeShape {
  if (type.isUnion()) {
    // Only these can be recursive; the others are short enough to be inlined.
    return type.types.some((member) => member.flags & ts.TypeFlags.StructuredOrInstantiable)
      ? define(type, context, (inner) => readUnion(type.types, inner))
      : readUnion(type.types, context);
  }
  if (type.isIntersection()) {
    return readIntersection(type, context);
  }
  if (type.flags & ts.TypeFlags.Instantiable) {
    return readTypeParameter(type, context);
  }
  // Lists are inlined unless they have a name.
  return isList(type, context.checker) && type.aliasSymbol === undefined
    ? readObject(type, context)
    : define(type, context, (inner) => readObject(type, inner));
}

/** Reads a type once, and refers to it from then on, including from inside the type. */
function define(type: ts.Type, context: TypeContext, read: (context: TypeContext) => TypeShape): TypeShape {
  const known = context.definitions.get(type);
  if (known !== undefined) {
    return { kind: 'reference', to: known };
  }
  const name = type.aliasSymbol?.name ?? type.symbol?.name ?? '';
  const named = /^[A-Za-z]/.test(name);
  const definition: ShapeDefinition = { name: named ? name : 'Value', named, shape: { kind: 'nothing' } };
  context.definitions.set(type, definition);
  definition.shape = read({ ...context, depth: context.depth + 1 });
  return { kind: 'reference', to: definition };
}

function readIntersection(type: ts.IntersectionType, context: TypeContext): TypeShape {
  if (context.path.length > 0 && findMarker(type) !== undefined) {
    throw refuseMarker(type, context);
  }
  const members = type.types.filter((member) => !isMarkerAlone(member));
  const [only, ...rest] = members;
  if (only !== undefined && rest.length === 0) {
    return readType(only, context);
  }
  // `string & { readonly brand: 'id' }`: the brand does not exist at run time.
  const branded = members.find((member) => isPrimitive(member) || isList(member, context.checker));
  return branded === undefined
    ? define(type, context, (inner) => readObject(type, inner))
    : readType(branded, context);
}

function isPrimitive(type: ts.Type): boolean {
  const primitive =
    ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BooleanLike | ts.TypeFlags.BigIntLike;
  return (type.flags & primitive) !== 0;
}

function isList(type: ts.Type, checker: ts.TypeChecker): boolean {
  return checker.isArrayType(type) || checker.isTupleType(type);
}

/** Reads a type parameter as a caller without type arguments sees it: as its constraint or its default. */
function readTypeParameter(type: ts.Type, context: TypeContext): TypeShape {
  const inner = { ...context, depth: context.depth + 1 };
  const constraint = context.checker.getBaseConstraintOfType(type);
  if (constraint === undefined || constraint === type || constraint.flags & ts.TypeFlags.Unknown) {
    const fallback = type.getDefault();
    if (fallback === undefined) {
      throw refuseGeneric(type, context);
    }
    return readType(fallback, inner);
  }
  // `keyof T` is `string | number | symbol`, and JSON has no symbols.
  return constraint.isUnion()
    ? readUnion(
        constraint.types.filter((member) => (member.flags & ts.TypeFlags.ESSymbol) === 0),
        inner,
      )
    : readType(constraint, inner);
}
