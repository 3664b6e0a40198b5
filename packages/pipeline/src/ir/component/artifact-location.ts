import type { Artifact } from '@tiphys/models';

/** Where an artifact is: its fields without the name. */
export type ArtifactLocation = Artifact extends infer TArtifact
  ? TArtifact extends Artifact
    ? Omit<TArtifact, 'name'>
    : never
  : never;
