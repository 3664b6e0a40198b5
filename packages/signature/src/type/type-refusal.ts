import type { ts } from 'ts-morph';
import type { SignatureProblemCode } from '../model/problem.ts';
import { type TypeContext, textOf } from './type-context.ts';

/** Why a type cannot become a schema: carried from deep inside a type to the input or output that has it. */
export class TypeRefusal extends Error {
  override readonly name = 'TypeRefusal';
  readonly code: SignatureProblemCode;
  /** `has type Date, which JSON cannot carry`. */
  readonly reason: string;
  /** `use an ISO string`. */
  readonly advice: string;
  /** Declaration of the property that has the type, when it is not the input itself. */
  readonly declaration: ts.Node | undefined;
  /** Property names from the input down to the type. */
  readonly path: readonly string[];
  /** The type that cannot be found, if that is the reason; empty where the compiler has inferred it. */
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

/** Returns the refusal of a type whose values JSON cannot carry. */
export function refuse(type: ts.Type, context: TypeContext, why: string, advice: string): TypeRefusal {
  return new TypeRefusal('SIGNATURE_UNSUPPORTED_TYPE', context, {
    reason: `has type ${textOf(type, context)}, ${why}`,
    advice,
  });
}

/** Returns the refusal of `any`, be it written, inferred, or what the compiler takes for a type that it cannot find. */
export function refuseAny(type: ts.Type, context: TypeContext): TypeRefusal {
  if (isUnresolved(type) && isTooComplex(context)) return refuseComplex(context);
  return isUnresolved(type)
    ? new TypeRefusal('SIGNATURE_UNRESOLVED_TYPE', context, {
        reason: 'has a type that cannot be found',
        advice: 'import or declare it',
        missingType: '',
      })
    : new TypeRefusal('SIGNATURE_ANY_TYPE', context, {
        reason: 'has type any, which says nothing of its values',
        advice: 'declare its type, or use `unknown` for any JSON value',
      });
}

// "Type instantiation is excessively deep", "Expression produces a union type that is too complex to represent".
const tooComplex: ReadonlySet<number> = new Set([2589, 2590]);

/** Whether the compiler has given up on a type in the file: it takes such a type for one that cannot be found. */
function isTooComplex({ program, node, declaration = node }: TypeContext): boolean {
  const files = new Set([node.getSourceFile(), declaration.getSourceFile()]);
  const found = [...files].flatMap((file) => program.getSemanticDiagnostics(file));
  // Where it was not checking a statement, the compiler does not say where.
  return [...found, ...program.getGlobalDiagnostics()].some(({ code }) => tooComplex.has(code));
}

function refuseComplex(context: TypeContext): TypeRefusal {
  return new TypeRefusal('SIGNATURE_UNSUPPORTED_TYPE', context, {
    reason: 'has a type that is too complex for the TypeScript compiler',
    advice: 'use a wider one, such as `string`',
  });
}

/** Returns the refusal of a type that names one that the compiler cannot find. */
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

/** Returns the refusal of a type that depends on a type parameter. */
export function refuseGeneric(type: ts.Type, context: TypeContext): TypeRefusal {
  return new TypeRefusal('SIGNATURE_GENERIC', context, {
    reason: `has type ${textOf(type, context)}, a type parameter that may be anything`,
    advice: 'use a concrete type, or give it a constraint (`T extends string`)',
  });
}

/** Returns the refusal of a marker type inside another type. */
export function refuseMarker(type: ts.Type, context: TypeContext): TypeRefusal {
  return new TypeRefusal('SIGNATURE_NESTED_MARKER', context, {
    reason: `has the marker type ${textOf(type, context)} inside another type`,
    advice: 'make it an input of its own, or mark the whole input or output',
  });
}

/** Whether the type is what the compiler takes for one that it cannot find. */
export function isUnresolved(type: ts.Type): boolean {
  // Not in the public types; `any` written by a person is called 'any'.
  return (type as { readonly intrinsicName?: string }).intrinsicName === 'error';
}
