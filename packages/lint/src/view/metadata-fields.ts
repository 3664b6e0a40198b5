/** Metadata of an object. */
export interface Metadata {
  readonly name?: string;
  readonly generateName?: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Labels and annotations that a workflow gets when it starts. */
export interface MetadataWithSources extends Metadata {
  readonly labelsFrom?: Readonly<Record<string, unknown>>;
}
