import type { Variables } from './to-environment.ts';

/** Options of `substituteTags` for missing names. */
export interface SubstituteTagsOptions {
  /** Whether to keep a tag if its names are missing. Otherwise that is an error. */
  readonly allowUnresolved: boolean;
  /**
   * First parts of names that are required even if others may be missing, such as `steps` and `tasks`. Their `outputs.artifacts` may still
   * be missing.
   *
   * @default []
   */
  readonly strictPrefixes?: readonly string[];
}

/** The settings of a pass, the same for every tag. */
export interface Substitution {
  readonly variables: Variables;
  /** Tells whether a missing name is an error. */
  readonly isStrict: (name: string) => boolean;
  readonly allowsArtifacts: boolean;
  /** Whether a tag stays if its expression fails. */
  readonly lenient: boolean;
}

/** Returns the settings for a pass. */
export function makeSubstitution(variables: Variables, options: SubstituteTagsOptions): Substitution {
  if (!options.allowUnresolved)
    return { variables, isStrict: () => true, allowsArtifacts: false, lenient: false };
  const prefixes = options.strictPrefixes ?? [];
  const isStrict = (name: string): boolean =>
    prefixes.some((prefix) => name === prefix || name.startsWith(`${prefix}.`));
  return { variables, isStrict, allowsArtifacts: true, lenient: prefixes.length === 0 };
}
