import type { Cluster } from '@tiphys/client';
import type { Workflow } from '@tiphys/models';
import type { Runs } from '@tiphys/runs';
import { followRun } from '../drive/follow-run.ts';
import type { World } from '../world/world.ts';
import type { DrivingOptions } from './driving-options.ts';
import { findInCluster } from './find-template.ts';
import type { Place, PlaceRuns } from './place.ts';

/** Options of {@link clusterPlace}. */
export interface ClusterPlaceOptions {
  readonly world: World;
  /** The options that lead other commands here. */
  readonly flags: string;
  /** How runs are followed that a command starts. @default they are not */
  readonly driving: DrivingOptions | undefined;
}

/** Returns the runs of a cluster as a place. Its controller drives them, so a command follows one only if an option asks for it. */
export async function clusterPlace(
  cluster: Cluster,
  { world, flags, driving }: ClusterPlaceOptions,
): Promise<Place> {
  const { describePhase, findTemplate } = await import('@tiphys/runs');
  const toPlaceRuns = (runs: Runs): PlaceRuns => ({
    ...runs,
    statusOf: describePhase,
    noticeOf: () => undefined,
    templateOf: findTemplate,
    folderOf: () => undefined,
  });
  const runs = toPlaceRuns(cluster.runs);
  const runsOf = ({ metadata: { namespace } }: Workflow): PlaceRuns =>
    namespace === undefined || namespace === cluster.namespace
      ? runs
      : toPlaceRuns(cluster.inNamespace(namespace).runs);
  return {
    runs,
    flags,
    cluster,
    runsOf,
    templatesOf: ({ metadata: { namespace = cluster.namespace } }) =>
      findInCluster(namespace === cluster.namespace ? cluster : cluster.inNamespace(namespace)),
    latestOf: async (run) => run,
    follows: () => driving?.follow === true,
    follow: async (run) =>
      driving?.follow === true
        ? followRun(runsOf(run), run.metadata.name ?? '', { options: { ...driving, flags }, world })
        : undefined,
  };
}
