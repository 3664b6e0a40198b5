import type { Artifact } from '@tiphys/models';
import type { ArtifactLocation } from '../../ir/component/artifact-location.ts';

/** The source of an artifact. */
export interface ArtifactSource {
  /** The tag that refers to it. */
  readonly text: string;
  readonly optional?: true;
  /** Where it is, if it is a file from elsewhere. */
  readonly location?: ArtifactLocation;
}

/** Returns an artifact that is passed on, and is optional if its source is. */
export function artifactFrom(name: string, { text, optional, location }: ArtifactSource): Artifact {
  // The location has the fields of one kind of artifact.
  if (location !== undefined) return { name, ...location } as Artifact;
  return { name, from: text, ...(optional === undefined ? {} : { optional }) };
}
