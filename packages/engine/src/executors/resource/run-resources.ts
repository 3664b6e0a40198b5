import path from 'node:path';
import { openArtifactAccess } from '../../artifacts/artifact-context.ts';
import { openArtifactStore } from '../../artifacts/stores/artifact-store.ts';
import { systemClock } from '../../contract/clock.ts';
import type { Executor, PodRequest } from '../../contract/executor.ts';
import { realFileSystem } from '../../contract/file-system.ts';
import { defaultLimits, type Limits } from '../../contract/limits.ts';
import type { RunFolder } from '../../contract/run-folder.ts';
import type { Cluster } from './cluster/cluster.ts';
import { createLocalCluster } from './cluster/local-cluster.ts';
import { addObjects, hasAddedObjects } from './objects/add-objects.ts';
import { currentObjects } from './objects/current-objects.ts';
import { forgetSecrets, readForgotten } from './objects/given-secrets.ts';
import { openObjectStore } from './objects/object-store.ts';
import { createResourceExecutor } from './resource-executor.ts';

/** Options of {@link openRunResources}. */
export interface RunResourcesOptions {
  /** The folder of the run, from {@link openStore}'s `createRun`. */
  readonly folder: RunFolder;
  /** The cluster whose objects are used, such as that of {@link createKubectlCluster}. @default the objects of the run, in its folder */
  readonly cluster?: Cluster | undefined;
  /** Hosts that the artifacts of `manifestFrom` may come from besides this machine. @default none */
  readonly allowedHosts?: readonly string[];
  /** Buckets of S3 that are used for real; `*` for all. All others are folders of the run. @default none */
  readonly remoteBuckets?: readonly string[];
  /** Limits of the run. @default defaultLimits */
  readonly limits?: Partial<Limits>;
  /** `PATH` to find `git` and `ssh`, for artifacts. @default none */
  readonly searchPath?: string;
}

/** The objects of Kubernetes that the templates of a run work on. */
export interface RunResources {
  /** Runs `resource` templates. */
  readonly executor: Executor;
  /** Returns an executor whose pods see the ConfigMaps and Secrets as `resource` templates have left them when the pod starts. */
  withObjects(pods: Executor): Executor;
  /** Removes the Secrets that were given with the run from its folder. They are given again if it goes on. */
  close(): Promise<void>;
}

/**
 * Opens the objects of a run for its `resource` templates. Without a cluster they are in the folder of the run: at first those that it was started with.
 * No other run sees them.
 */
export function openRunResources(options: RunResourcesOptions): RunResources {
  const { folder, cluster, limits, searchPath = '' } = options;
  const store = openObjectStore(folder.objects);
  const mark = path.join(folder.objects, 'given');
  const artifacts = {
    files: realFileSystem,
    limits: { ...defaultLimits, ...limits },
    store: openArtifactStore(realFileSystem, folder.artifacts),
    ...openArtifactAccess({ ...options, searchPath }),
  };
  if (cluster !== undefined)
    return {
      executor: createResourceExecutor({ cluster, artifacts }),
      withObjects: (pods) => pods,
      close: async () => {},
    };
  const seen = (request: PodRequest): PodRequest =>
    hasAddedObjects(mark)
      ? { ...request, objects: currentObjects(store, request, readForgotten(mark)) }
      : request;
  return {
    executor: createResourceExecutor({
      cluster: createLocalCluster(store, systemClock),
      isLocal: true,
      artifacts,
      prepare: (objects, namespace) => addObjects(store, objects, { mark, namespace }),
    }),
    withObjects: (pods) => ({
      ...pods,
      get podPaths() {
        return pods.podPaths ?? { kind: 'own' };
      },
      start: (request, report) => pods.start(seen(request), report),
      recover: (request, report) => pods.recover?.(seen(request), report),
    }),
    close: async () => {
      if (hasAddedObjects(mark)) await forgetSecrets(store, mark);
    },
  };
}
