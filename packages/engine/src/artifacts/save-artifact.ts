import path from 'node:path';
import type { Artifact } from '@tiphys/models';
import type { HeldPlace } from '../confined/place.ts';
import type { FileSystem } from '../contract/file-system.ts';
import { readLocation } from './artifact-location.ts';
import type { ArtifactStore } from './artifact-store.ts';
import { packTarball } from './tarball.ts';
import { packZip } from './zip-archive.ts';

/** The source of an output artifact, and the place for those without a key of their own. */
export interface ArtifactTarget {
  readonly files: FileSystem;
  readonly store: ArtifactStore;
  /** The file or folder that the pod has written. */
  readonly source: HeldPlace;
  /** Key of the pod, `<workflow>/<pod>`. */
  readonly podKey: string;
}

/** Saves an output artifact by Argo's archive rules. Returns it with its location. */
export async function saveArtifact(artifact: Artifact, target: ArtifactTarget): Promise<Artifact> {
  const location = readLocation(artifact);
  if (location.kind === 'unsupported' || location.kind === 'raw' || location.kind === 'http') {
    const reason =
      location.kind === 'unsupported' ? location.reason : `${location.kind} artifacts cannot be saved`;
    throw new Error(`artifact ${artifact.name} cannot be saved: ${reason}`);
  }
  const key = location.kind === 'key' ? location.key : path.posix.join(target.podKey, fileName(artifact));
  await write(artifact, key, target);
  // TypeScript cannot see that the spread artifact has no other location.
  return location.kind === 'key' ? artifact : ({ ...artifact, s3: { key } } as Artifact);
}

async function write(artifact: Artifact, key: string, target: ArtifactTarget): Promise<void> {
  const { archive } = artifact;
  const { files, source, store } = target;
  const name = path.posix.basename(artifact.path ?? '') || 'root';
  if (archive?.none !== undefined) return store.save(key, source, name);
  const place = store.prepare(key);
  try {
    const request = { files, source, name, target: place };
    if (archive?.zip !== undefined) await packZip(request);
    else await packTarball(request, archive?.tar?.compressionLevel);
  } finally {
    place.close();
  }
}

function fileName(artifact: Artifact): string {
  if (artifact.archive?.none !== undefined) return path.posix.basename(artifact.path ?? artifact.name ?? '');
  return `${artifact.name}.${artifact.archive?.zip === undefined ? 'tgz' : 'zip'}`;
}
