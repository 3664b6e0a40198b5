import type { RunFolder } from '@tiphys/engine';
import type { Artifact, Workflow } from '@tiphys/models';
import { findArtifactFile } from '@tiphys/runs';
import type { World } from '../world/world.ts';
import { shownPath } from './open-runs.ts';

type Row = readonly [string, string];

/** A run with its folder. */
export interface RunWithFolder {
  readonly workflow: Workflow;
  readonly folder: RunFolder;
}

/** Returns the outputs of a run for people: those of its entrypoint and the global ones, parameters first. */
export function outputRows({ workflow, folder }: RunWithFolder, world: World): readonly Row[] {
  const root = Object.values(workflow.status?.nodes ?? {}).find(
    ({ name }) => name === workflow.metadata.name,
  );
  const sources = [root?.outputs, workflow.status?.outputs];
  const parameters = sources.flatMap((outputs) => outputs?.parameters ?? []);
  const artifacts = sources.flatMap((outputs) => outputs?.artifacts ?? []);
  return [
    ...new Map([
      ...parameters.map(({ name, value }): Row => [name, String(value ?? '')]),
      ...artifactRows(artifacts, folder, world),
    ]),
  ];
}

/** Returns artifacts with the path of their file, or else with their location. */
export function artifactRows(
  artifacts: readonly Artifact[],
  folder: RunFolder,
  world: World,
): readonly Row[] {
  return artifacts.map((artifact) => {
    const file = findArtifactFile(folder, artifact);
    return [artifact.name, file === undefined ? locationOf(artifact) : shownPath(file, world)];
  });
}

function locationOf(artifact: Artifact): string {
  const { raw, http, git, s3, gcs, oss, azure } = artifact;
  if (raw !== undefined) return raw.data;
  return http?.url ?? git?.repo ?? s3?.key ?? gcs?.key ?? oss?.key ?? azure?.blob ?? '(not stored)';
}
