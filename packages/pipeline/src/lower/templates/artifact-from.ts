import type { Artifact } from '@tiphys/models';

/** The source of an artifact. */
export interface ArtifactSource {
  /** The tag that refers to it. */
  readonly text: string;
  readonly optional?: true;
}

/** Returns an artifact that is passed on, and is optional if its source is. */
export function artifactFrom(name: string, { text, optional }: ArtifactSource): Artifact {
  return { name, from: text, ...(optional === undefined ? {} : { optional }) };
}
