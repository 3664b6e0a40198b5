import type { ArgoVersion } from '@tiphys/models/tables';

/** The versions of Argo to convert between. */
export interface ConversionOptions {
  /**
   * The version that the object was written for.
   * @default any: a field of any version counts as intended
   */
  readonly from?: ArgoVersion | undefined;
  /** The version to convert to. */
  readonly to: ArgoVersion;
}

/**
 * An edit of one field of an object: `wrap` makes its value the only element of the list `to`, `unwrap` makes the only
 * element of its list the value of `to`, `append` adds its value to the existing list `to`, `remove` deletes the field.
 */
export type FieldEdit =
  | { readonly kind: 'wrap' | 'unwrap' | 'append'; readonly field: string; readonly to: string }
  | { readonly kind: 'remove'; readonly field: string };

/** The fields of one object. A value that is only known at run time is `undefined`. */
export type FieldValues = Readonly<Record<string, unknown>>;

/** What to do about a field that the target does not have: edits in order, or advice if it needs manual work. */
export type FieldDecision = readonly FieldEdit[] | { readonly advice: string };

/** A rule that rewrites a field for a version that does not have it. */
export interface ConversionRule {
  /** A definition, or a field of one, such as `Cache.configMap`. */
  readonly definition: string;
  readonly field: string;
  /** Why the conversion keeps the meaning. */
  readonly reason: string;
  decide(fields: FieldValues): FieldDecision;
}
