import path from 'node:path';
import { type ArtifactContext, openArtifactAccess } from '../src/artifacts/artifact-context.ts';
import { openArtifactStore } from '../src/artifacts/stores/artifact-store.ts';
import { realFileSystem } from '../src/contract/file-system.ts';
import { defaultLimits } from '../src/contract/limits.ts';

/** Returns the context of artifacts whose store is the folder `store` of a directory. */
export function artifactContext(directory: string, more: Partial<ArtifactContext> = {}): ArtifactContext {
  return {
    ...openArtifactAccess({ searchPath: process.env.PATH ?? '' }),
    files: realFileSystem,
    store: openArtifactStore(realFileSystem, path.join(directory, 'store')),
    limits: defaultLimits,
    objects: [],
    ...more,
  };
}
