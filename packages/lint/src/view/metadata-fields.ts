/**
 * Metadata of an object. These types of fields allow what is wrong, such as two bodies or no name; the types of values are right, since
 * {@link conform} has removed all others.
 */
export interface Metadata {
  readonly name?: string;
  readonly generateName?: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The labels and annotations that a workflow gets when it starts. */
export interface MetadataWithSources extends Metadata {
  readonly labelsFrom?: Readonly<Record<string, unknown>>;
}
