import { lstatSync } from 'node:fs';
import path from 'node:path';
import { type ArtifactRun, EngineError, type RunFolder, readArtifact } from '@tiphys/engine';
import type { Artifact, NodeStatus } from '@tiphys/models';
import type { ArtifactReference } from '@tiphys/runs';
import { keyOfArtifact, RunsError } from '@tiphys/runs';

/** Returns an artifact of a node, or undefined if it has none with that name. */
export function findArtifact(node: NodeStatus, { name, direction }: ArtifactReference): Artifact | undefined {
  const { artifacts = [] } = (direction === 'input' ? node.inputs : node.outputs) ?? {};
  return artifacts.find((artifact) => artifact.name === name);
}

/**
 * Returns the path of the file of an artifact in the folder of a local run, or undefined if it has none. Never leads out of the folder: a
 * key with `..` and a link have no file.
 */
export function findArtifactFile(folder: RunFolder, artifact: Artifact): string | undefined {
  const key = keyOfArtifact(artifact);
  if (key === undefined) return undefined;
  const file = path.resolve(folder.artifacts, key.replace(/^\/+/, ''));
  if (!file.startsWith(folder.artifacts + path.sep)) return undefined;
  // Each part of the path is looked at, since a folder could be a link, too.
  for (let place = file; place !== folder.artifacts; place = path.dirname(place)) {
    const found = lstatSync(place, { throwIfNoEntry: false });
    if (found === undefined || !(place === file ? found.isFile() : found.isDirectory())) return undefined;
  }
  return file;
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
