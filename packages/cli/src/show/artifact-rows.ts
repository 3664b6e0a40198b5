import type { RunFolder } from '@tiphys/engine';
import type { Artifact, Outputs, Workflow } from '@tiphys/models';
import type { World } from '../world/world.ts';
import { shownPath } from './shown-path.ts';

type Row = readonly [string, string];

/** A run with its folder, if that is on this machine. */
export interface RunWithFolder {
  readonly workflow: Workflow;
  readonly folder: RunFolder | undefined;
}

/** Returns the outputs of a run for people: those of its entrypoint and the global ones, parameters first. */
export async function outputRows(run: RunWithFolder, world: World): Promise<readonly Row[]> {
  return [...(await outputParameters(run.workflow)), ...(await outputFiles(run, world))];
}

/** Returns the parameters among the outputs of a run. */
export async function outputParameters(workflow: Workflow): Promise<readonly Row[]> {
  const { parameterRows } = await import('@tiphys/view');
  const parameters = outputsOf(workflow).flatMap((outputs) => outputs.parameters ?? []);
  return [...new Map(parameterRows(parameters))];
}

/** Returns the artifacts among the outputs of a run, with the paths of their files. */
export async function outputFiles(
  { workflow, folder }: RunWithFolder,
  world: World,
): Promise<readonly Row[]> {
  const artifacts = outputsOf(workflow).flatMap((outputs) => outputs.artifacts ?? []);
  return [...new Map(await artifactRows(artifacts, folder, world))];
}

function outputsOf({ metadata, status }: Workflow): readonly Outputs[] {
  const root = Object.values(status?.nodes ?? {}).find(({ name }) => name === metadata.name);
  return [root?.outputs, status?.outputs].filter((outputs) => outputs !== undefined);
}

/** Returns artifacts with the path of their file, or else with their location. */
export async function artifactRows(
  artifacts: readonly Artifact[],
  folder: RunFolder | undefined,
  world: World,
): Promise<readonly Row[]> {
  const { findArtifactPath } = await import('@tiphys/engine');
  const { shortValue } = await import('@tiphys/view');
  return artifacts.map((artifact) => {
    const file = folder === undefined ? undefined : findArtifactPath(folder, artifact);
    return [artifact.name, file === undefined ? shortValue(locationOf(artifact)) : shownPath(file, world)];
  });
}

function locationOf(artifact: Artifact): string {
  const { raw, http, git, s3, gcs, oss, azure, hdfs, artifactory, plugin } = artifact;
  if (raw !== undefined) return raw.data;
  return (
    http?.url ??
    git?.repo ??
    s3?.key ??
    gcs?.key ??
    oss?.key ??
    azure?.blob ??
    hdfs?.path ??
    artifactory?.url ??
    plugin?.key ??
    '(not stored)'
  );
}
