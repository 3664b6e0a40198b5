import type { ts } from 'ts-morph';
import type { SignatureProblemCode } from '../model/problem.ts';
import { type TypeContext, textOf } from './type-context.ts';

/** Thrown if a type cannot become a schema; caught where the input or output is read. */
export class TypeRefusal extends Error {
  override readonly name = 'TypeRefusal';
  readonly code: SignatureProblemCode;
  /** `has type Date, which JSON cannot represent`. */
  readonly reason: string;
  /** `use an ISO string`. */
  readonly advice: string;
  /** Declaration of the property that has the type, if it is not the input itself. */
  readonly declaration: ts.Node | undefined;
  /** Property names from the input to the type. */
  readonly path: readonly string[];
  /** The type that cannot be found, if that is the reason; empty if the compiler inferred it. */
  readonly missingType: string | undefined;

  constructor(
    code: SignatureProblemCode,
    context: Pick<TypeContext, 'path' | 'declaration'>,
    text: { readonly reason: string; readonly advice: string; readonly missingType?: string },
  ) {
    super(`${text.reason}; ${text.advice}`);
    this.code = code;
    this.reason = text.reason;
    this.advice = text.advice;
    this.path = context.path;
    this.declaration = context.declaration;
    this.missingType = text.missingType;
  }
}

/** Creates the refusal of a type whose values JSON cannot represent. */
export function refuse(type: ts.Type, context: TypeContext, why: string, advice: string): TypeRefusal {
  return new TypeRefusal('SIGNATURE_UNSUPPORTED_TYPE', context, {
    reason: `has type ${textOf(type, context)}, ${why}`,
    advice,
  });
}

/** Creates the refusal of `any`: written, inferred, or assumed by the compiler for a type that it cannot find. */
export function refuseAny(type: ts.Type, context: TypeContext): TypeRefusal {
  if (isUnresolved(type) && isTooComplex(context)) return refuseComplex(context);
  return isUnresolved(type)
    ? new TypeRefusal('SIGNATURE_UNRESOLVED_TYPE', context, {
        reason: 'has a type that cannot be found',
        advice: 'import or declare it',
        missingType: '',
      })
    : new TypeRefusal('SIGNATURE_ANY_TYPE', context, {
        reason: 'has type any, so the shape of its values is unknown',
        advice: 'declare its type, or use `unknown` to accept any JSON value',
      });
}

// "Type instantiation is excessively deep", "Expression produces a union type that is too complex to represent".
const TOO_COMPLEX: ReadonlySet<number> = new Set([2589, 2590]);

/** Tells whether the compiler gave up on a type in the file, which looks like a missing type. */
function isTooComplex({ program, node, declaration = node }: TypeContext): boolean {
  const files = new Set([node.getSourceFile(), declaration.getSourceFile()]);
  const found = [...files].flatMap((file) => program.getSemanticDiagnostics(file));
  // Outside of statements, the compiler reports such errors without a location.
  return [...found, ...program.getGlobalDiagnostics()].some(({ code }) => TOO_COMPLEX.has(code));
}

function refuseComplex(context: TypeContext): TypeRefusal {
  return new TypeRefusal('SIGNATURE_UNSUPPORTED_TYPE', context, {
    reason: 'has a type that is too complex for the TypeScript compiler',
    advice: 'use a simpler one, such as `string`',
  });
}

/** Creates the refusal of a type that refers to a missing type. */
export function refuseMissing(missing: ts.Node, context: TypeContext): TypeRefusal {
  return new TypeRefusal(
    'SIGNATURE_UNRESOLVED_TYPE',
    { ...context, declaration: missing },
    {
      reason: `needs the type ${missing.getText()}, which cannot be found`,
      advice: 'import or declare it',
      missingType: missing.getText(),
    },
  );
}

/** Creates the refusal of a type that depends on a type parameter. */
export function refuseGeneric(type: ts.Type, context: TypeContext): TypeRefusal {
  return new TypeRefusal('SIGNATURE_GENERIC', context, {
    reason: `has type ${textOf(type, context)}, an unconstrained type parameter`,
    advice: 'use a concrete type, or add a constraint (`T extends string`)',
  });
}

/** Creates the refusal of a marker type that is nested in another type. */
export function refuseMarker(type: ts.Type, context: TypeContext): TypeRefusal {
  return new TypeRefusal('SIGNATURE_MISPLACED_MARKER', context, {
    reason: `has the marker type ${textOf(type, context)} inside another type`,
    advice: 'use it for a whole input, a whole result, or a field of a result that is an object',
  });
}

/** Tells whether the type is the compiler's placeholder for a missing type. */
export function isUnresolved(type: ts.Type): boolean {
  // Missing from the public types; for a written `any` it is 'any'.
  return (type as { readonly intrinsicName?: string }).intrinsicName === 'error';
}
