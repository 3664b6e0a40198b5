import { type ArtifactRun, EngineError, type RunFolder, readArtifact } from '@tiphys/engine';
import type { Artifact, NodeStatus } from '@tiphys/models';
import type { ArtifactReference } from '@tiphys/runs';
import { RunsError } from '@tiphys/runs';

/** Returns an artifact of a node, or undefined if it has none with that name. */
export function findArtifact(node: NodeStatus, { name, direction }: ArtifactReference): Artifact | undefined {
  const { artifacts = [] } = (direction === 'input' ? node.inputs : node.outputs) ?? {};
  return artifacts.find((artifact) => artifact.name === name);
}

/** Iterates over the bytes of an artifact in the folder of a local run. A folder is packed as a gzipped tarball. */
export async function* readArtifactBytes(
  run: ArtifactRun & { readonly folder: RunFolder },
  reference: ArtifactReference,
): AsyncGenerator<Uint8Array> {
  try {
    yield* readArtifact(run, reference).content;
  } catch (cause) {
    if (!(cause instanceof EngineError) || cause.code !== 'ENGINE_NO_ARTIFACT') throw cause;
    throw new RunsError(
      'RUNS_UNKNOWN_ARTIFACT',
      `The file of the artifact "${reference.name}" is not in ${run.folder.directory}. It was deleted, or it is stored elsewhere.`,
      { run: run.folder.name, cause },
    );
  }
}
