import type { Artifact } from '@tiphys/models';

/** Where an artifact comes from. */
export interface ArtifactSource {
  /** The tag that names it. */
  readonly text: string;
  readonly optional?: true;
}

/** Returns an artifact that is another one, and that may be missing where the other one may. */
export function artifactFrom(name: string, { text, optional }: ArtifactSource): Artifact {
  return { name, from: text, ...(optional === undefined ? {} : { optional }) };
}
