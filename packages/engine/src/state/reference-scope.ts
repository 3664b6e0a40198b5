import type { ArtifactFields } from '../manifest/fields.ts';

/** What the steps or tasks of a template can refer to: values by name, null if absent, and artifacts. */
export interface ReferenceScope {
  readonly variables: Record<string, unknown>;
  readonly artifacts: Record<string, ArtifactFields>;
}
