import type { ArgoVersion } from '@tiphys/models/tables';

/** Between which versions of Argo something is converted. */
export interface ConversionOptions {
  /**
   * The version that the object was written for.
   * @default any: what some version knows is taken as meant
   */
  readonly from?: ArgoVersion | undefined;
  /** The version that is to take the object. */
  readonly to: ArgoVersion;
}

/**
 * What is done to one field of an object: `wrap` makes its value the only element of the list `to`, `unwrap` makes the
 * only element of its list the value of `to`, `append` makes its value the last element of the list `to` that stands beside it,
 * `remove` takes it out.
 */
export type FieldEdit =
  | { readonly kind: 'wrap' | 'unwrap' | 'append'; readonly field: string; readonly to: string }
  | { readonly kind: 'remove'; readonly field: string };

/** The fields of one object. A value of which only the running code knows more is `undefined`. */
export type ObjectFields = Readonly<Record<string, unknown>>;

/** What comes of a field that the target does not have: edits in their order, or why somebody has to do it by hand. */
export type FieldDecision = readonly FieldEdit[] | { readonly advice: string };

/** How a field that a version does not have is written for that version. */
export interface ConversionRule {
  /** The definition, or `Cache.configMap` for what is in a field of one. */
  readonly definition: string;
  readonly field: string;
  /** Why the conversion keeps the meaning. */
  readonly reason: string;
  decide(fields: ObjectFields): FieldDecision;
}
