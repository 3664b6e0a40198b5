import type { SignatureProblem } from './function-signature.ts';

/** A problem, with what is needed to tell whether it only follows from another one. */
export interface FoundProblem extends SignatureProblem {
  /** The name of the type that cannot be found; empty if the compiler inferred it. */
  readonly missingType?: string | undefined;
  /** The names that an import fails to provide. */
  readonly lostNames?: readonly string[];
  /** The function whose input the problem is about. */
  readonly inputOf?: string;
  /** The function whose output the problem is about, if the compiler inferred the type. */
  readonly inferredOutputOf?: string;
}

/**
 * Returns problems without those that only follow from others:
 * - missing types, if the import that should provide them is a problem itself
 * - further uses of a missing type, or of a declaration that JSON cannot represent
 * - the inferred output of a function with untyped inputs
 */
export function withoutFollowOns(problems: readonly FoundProblem[]): readonly SignatureProblem[] {
  const lost = new Set(problems.flatMap(({ lostNames = [] }) => lostNames));
  const untyped = new Set(
    problems.flatMap(({ code, inputOf }) => (code === ANY_TYPE && inputOf !== undefined ? [inputOf] : [])),
  );
  const seen = new Set<string>();
  return problems.flatMap((found) => {
    const { missingType, lostNames: _, inputOf: __, inferredOutputOf, ...problem } = found;
    const { code, location } = problem;
    if (missingType === '' && lost.size > 0) return [];
    if (missingType !== undefined && lost.has(missingType.split('.')[0] ?? '')) return [];
    if (code === ANY_TYPE && inferredOutputOf !== undefined && untyped.has(inferredOutputOf)) return [];
    const key = JSON.stringify([code, location.file, missingType || [location.line, location.column]]);
    if (seen.has(key)) return [];
    seen.add(key);
    return [problem];
  });
}

const ANY_TYPE = 'SIGNATURE_ANY_TYPE';
