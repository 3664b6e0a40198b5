import path from 'node:path';
import type { Artifact } from '@tiphys/models';
import { type HeldPlace, placeAt } from '../confined/place.ts';
import { removeAt } from '../confined/remove-tree.ts';
import { describeError } from '../contract/error-text.ts';
import { packTarball } from './archives/tarball.ts';
import { packZip } from './archives/zip-archive.ts';
import type { ArtifactContext } from './artifact-context.ts';
import { keyOf, type LocalLocation, readLocation } from './locations/artifact-location.ts';
import { findRemoteObject } from './locations/remote-object.ts';
import { withKey } from './locations/with-key.ts';
import { uploadHttp } from './remote/http-artifact.ts';
import { uploadS3 } from './remote/s3-artifact.ts';

/** The source of an output artifact, and the place for those without a key of their own. */
export interface ArtifactTarget extends ArtifactContext {
  /** The file or folder that the pod has written. */
  readonly source: HeldPlace;
  /** Key of the pod, `<workflow>/<pod>`. */
  readonly podKey: string;
  /** A free path that no pod can reach, for archives that are sent away. */
  readonly staging: string;
}

/** Saves an output artifact by Argo's archive rules. Returns it with its location. */
export async function saveArtifact(artifact: Artifact, target: ArtifactTarget): Promise<Artifact> {
  const declared = readLocation(artifact, target.repository);
  const placed = declared.kind === 'none' ? withOwnKey(artifact, target) : artifact;
  const location = declared.kind === 'none' ? readLocation(placed, target.repository) : declared;
  try {
    await store(placed, location, target);
  } catch (error) {
    if (location.kind === 'key' && findRemoteObject(location, target) === undefined) throw error;
    throw new Error(`artifact ${artifact.name} cannot be saved: ${describeError(error)}`, { cause: error });
  }
  return placed;
}

/** Gives an artifact a key under that of its pod. See docs/semantics/artifacts-and-volumes.md#keys-of-outputs. */
function withOwnKey(artifact: Artifact, { repository, podKey }: ArtifactTarget): Artifact {
  const folder = (repository === undefined ? '' : keyOf(repository)) || podKey;
  return withKey(artifact, path.posix.join(folder, fileName(artifact)), repository);
}

async function store(artifact: Artifact, location: LocalLocation, target: ArtifactTarget): Promise<void> {
  switch (location.kind) {
    case 'git':
      throw new Error('git output artifacts unsupported');
    case 'raw':
    case 'none':
      throw new Error(`${location.kind} artifacts cannot be saved`);
    case 'http':
      return sendAway(artifact, target, (place) => uploadHttp(location.http, place, target));
    case 'key': {
      const remote = findRemoteObject(location, target);
      if (remote !== undefined) return sendAway(artifact, target, (place) => uploadS3(remote, place, target));
      const own = target.store.storeOf(location);
      if (isArchive(artifact)) return pack(artifact, own.prepare(location.key), target);
      return own.save(location.key, target.source, nameOf(artifact));
    }
    default:
      location satisfies never;
  }
}

/** Sends a file or folder away, packed first if need be. */
async function sendAway(
  artifact: Artifact,
  target: ArtifactTarget,
  send: (place: HeldPlace) => Promise<void>,
): Promise<void> {
  if (!isArchive(artifact)) return send(target.source);
  const { files, staging } = target;
  await removeAt(files, staging);
  try {
    await pack(artifact, placeAt(files, staging), target);
    const place = placeAt(files, staging);
    try {
      await send(place);
    } finally {
      place.close();
    }
  } finally {
    await removeAt(files, staging);
  }
}

/** Writes the archive of an artifact to a place, and closes it. */
async function pack(artifact: Artifact, place: HeldPlace, { files, source }: ArtifactTarget): Promise<void> {
  const request = { files, source, name: nameOf(artifact), target: place };
  try {
    if (artifact.archive?.zip !== undefined) await packZip(request);
    else await packTarball(request, artifact.archive?.tar?.compressionLevel);
  } finally {
    place.close();
  }
}

function isArchive({ archive }: Artifact): boolean {
  return archive?.none === undefined;
}

function nameOf({ path: podPath }: Artifact): string {
  return path.posix.basename(podPath ?? '') || 'root';
}

function fileName(artifact: Artifact): string {
  if (artifact.archive?.none !== undefined) return path.posix.basename(artifact.path ?? artifact.name ?? '');
  return `${artifact.name}.${artifact.archive?.zip === undefined ? 'tgz' : 'zip'}`;
}
