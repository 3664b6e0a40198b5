import type { SignatureProblem } from './function-signature.ts';

/** A problem while a file is read, with what is needed to tell whether another one leads to it. */
export interface FoundProblem extends SignatureProblem {
  /** The type that cannot be found: its name, or an empty text where the compiler has inferred it. */
  readonly missingType?: string | undefined;
  /** The names that an import does not bring. */
  readonly lostNames?: readonly string[];
  /** The function whose input the problem is about. */
  readonly inputOf?: string;
  /** The function whose output the problem is about, when the compiler has inferred its type. */
  readonly inferredOutputOf?: string;
}

/**
 * Returns problems without those that only follow from others:
 * - types that an import does not bring, when the import itself is a problem
 * - other uses of a type that cannot be found, or of a declaration that JSON cannot carry
 * - the inferred output of a function whose inputs have no type
 */
export function withoutFollowOns(problems: readonly FoundProblem[]): readonly SignatureProblem[] {
  const lost = new Set(problems.flatMap(({ lostNames = [] }) => lostNames));
  const untyped = new Set(
    problems.flatMap(({ code, inputOf }) => (code === anyType && inputOf !== undefined ? [inputOf] : [])),
  );
  const seen = new Set<string>();
  return problems.flatMap((found) => {
    const { missingType, lostNames: _, inputOf: __, inferredOutputOf, ...problem } = found;
    const { code, location } = problem;
    if (missingType === '' && lost.size > 0) return [];
    if (missingType !== undefined && lost.has(missingType.split('.')[0] ?? '')) return [];
    if (code === anyType && inferredOutputOf !== undefined && untyped.has(inferredOutputOf)) return [];
    const key = JSON.stringify([code, location.file, missingType || [location.line, location.column]]);
    if (seen.has(key)) return [];
    seen.add(key);
    return [problem];
  });
}

const anyType = 'SIGNATURE_ANY_TYPE';
