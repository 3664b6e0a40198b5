import type { Artifact } from '@tiphys/models';
import { placeAt } from '../confined/place.ts';
import { type ArtifactTarget, saveArtifact } from './save-artifact.ts';

/**
 * Saves the log of a container as Argo does, under `<container>.log` beside the artifacts of the pod. Returns its artifact,
 * `<container>-logs`.
 */
export async function saveLog(
  container: string,
  logFile: string,
  target: Omit<ArtifactTarget, 'source'>,
): Promise<Artifact> {
  const source = placeAt(target.files, logFile);
  try {
    const declared = { name: `${container}-logs`, path: `/${container}.log`, archive: { none: {} } };
    const { path: _, archive: __, ...saved } = await saveArtifact(declared, { ...target, source });
    return saved as Artifact;
  } finally {
    source.close();
  }
}
