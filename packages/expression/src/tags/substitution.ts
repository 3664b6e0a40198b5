import type { Variables } from './to-environment.ts';

/** Options of `substituteTags`: how it treats names that are missing. */
export interface SubstituteTagsOptions {
  /** Leave a tag as it stands when its names are missing; else that is an error. */
  readonly allowUnresolved: boolean;
  /**
   * First parts of names that must be there although others may be missing, such as `steps` and `tasks`.
   * `outputs.artifacts` below them may be missing all the same.
   *
   * @default []
   */
  readonly strictPrefixes?: readonly string[];
}

/** What of a pass is the same for every tag. */
export interface Substitution {
  readonly variables: Variables;
  /** Whether a missing name is an error. */
  readonly isStrict: (name: string) => boolean;
  readonly allowsArtifacts: boolean;
  /** Whether an expression that fails stays as it is. */
  readonly lenient: boolean;
}

/** Returns what the options mean for every tag. */
export function makeSubstitution(variables: Variables, options: SubstituteTagsOptions): Substitution {
  if (!options.allowUnresolved)
    return { variables, isStrict: () => true, allowsArtifacts: false, lenient: false };
  const prefixes = options.strictPrefixes ?? [];
  const isStrict = (name: string): boolean =>
    prefixes.some((prefix) => name === prefix || name.startsWith(`${prefix}.`));
  return { variables, isStrict, allowsArtifacts: true, lenient: prefixes.length === 0 };
}
