import path from 'node:path';
import type { Artifact, Template } from '@tiphys/models';
import type { ArtifactContext } from '../../artifacts/artifact-context.ts';
import { loadArtifact } from '../../artifacts/load-artifact.ts';
import { readLocation } from '../../artifacts/locations/artifact-location.ts';
import { realPathOf } from '../../confined/held-folder.ts';
import { removeAt, removeTree } from '../../confined/remove-tree.ts';
import { makePlace, openPlace } from '../../confined/resolve-path.ts';
import { describeError } from '../../contract/error-text.ts';
import { PodFailure } from '../../pod-spec/pod-failure.ts';
import type { PodFiles } from '../sandbox/pod-files.ts';

/** The files of a pod that hold its artifacts. */
export type ArtifactFiles = Pick<PodFiles, 'areaOf' | 'claim' | 'directory' | 'visiblePath'>;

/** The stores that the artifacts of a pod are loaded from and saved to. */
export interface PodArtifacts extends ArtifactContext {
  readonly plan: ArtifactFiles;
}

/**
 * Loads the input artifacts of a pod to their paths.
 *
 * @throws PodFailure if a required one is missing
 */
export async function loadInputs(template: Template, context: PodArtifacts): Promise<void> {
  for (const artifact of template.inputs?.artifacts ?? []) {
    try {
      await loadInput(artifact, context);
    } catch (error) {
      throw new PodFailure('init', describeError(error), { cause: error });
    }
  }
}

async function loadInput(artifact: Artifact, context: PodArtifacts): Promise<void> {
  const { files, plan } = context;
  const podPath = cleanPath(artifact);
  plan.claim(podPath);
  const incoming = path.join(plan.directory, 'incoming');
  await removeAt(files, incoming);
  const isThere = await loadArtifact(artifact, incoming, context);
  if (!isThere && readLocation(artifact).kind === 'none') return;
  const place = makePlace(files, plan, plan.visiblePath(podPath));
  try {
    if (isThere) {
      await removeTree(files, place);
      files.renameSync(incoming, place.location);
    } else if (place.stats === undefined) {
      // An optional artifact whose key is missing is still mounted: Kubernetes creates an empty folder.
      files.mkdirSync(place.location);
    }
  } finally {
    place.close();
  }
}

/** Shows the input artifacts of a pod in the file system of another of its containers, at the same paths. */
export function mountInputs(
  template: Template,
  { files, plan }: PodArtifacts,
  other: Pick<PodFiles, 'mount'>,
): void {
  for (const artifact of template.inputs?.artifacts ?? []) {
    const podPath = cleanPath(artifact);
    const place = openPlace(files, plan, plan.visiblePath(podPath));
    if (place === undefined) continue;
    try {
      if (place.stats !== undefined) other.mount(podPath, realPathOf(files, place), 'run');
    } finally {
      place.close();
    }
  }
}

/**
 * Returns the path of an artifact without `.` and `..`. See docs/semantics/artifacts-and-volumes.md#paths.
 *
 * @throws Error with Argo's message if it leads out of its own folder
 */
export function cleanPath(artifact: Artifact): string {
  const given = artifact.path ?? '';
  const clean = path.posix.normalize(given).replace(/(.)\/$/, '$1');
  const start = given.split('/..')[0] ?? '';
  if (given.includes('..') && !clean.startsWith(start)) {
    throw new Error(
      `Artifact '${artifact.name}' attempted to use a path containing '..'. Directory traversal is not permitted`,
    );
  }
  return clean;
}
