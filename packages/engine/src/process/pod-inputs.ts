import path from 'node:path';
import type { Artifact, Template } from '@tiphys/models';
import { readLocation } from '../artifacts/artifact-location.ts';
import type { ArtifactStore } from '../artifacts/artifact-store.ts';
import { loadArtifact } from '../artifacts/load-artifact.ts';
import type { FileSystem } from '../file-system.ts';
import { describeError, PodFailure } from './pod-failure.ts';
import type { PodFiles } from './pod-files.ts';

/** Where the artifacts of a pod come from and go. */
export interface PodArtifacts {
  readonly files: FileSystem;
  readonly store: ArtifactStore;
  readonly plan: PodFiles;
}

/**
 * Puts the input artifacts of a pod where it expects them.
 *
 * @throws PodFailure when one is required and missing
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
  const { files } = context;
  const target = context.plan.claim(cleanPath(artifact));
  files.mkdirSync(path.dirname(target), { recursive: true });
  const incoming = path.join(context.plan.directory, 'incoming');
  if (await loadArtifact(artifact, incoming, context)) {
    files.rmSync(target, { recursive: true, force: true });
    files.renameSync(incoming, target);
  } else if (readLocation(artifact).kind !== 'none') {
    // An optional artifact whose key is missing is still mounted: Kubernetes makes an empty folder.
    files.mkdirSync(target, { recursive: true });
  }
}

/**
 * The path of an artifact without `.` and `..`.
 *
 * @throws Error in Argo's words when it leads out of its own folder
 * @see S-25.7
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
