import type { spawn as nodeSpawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { makeFolder } from '@tiphys/files';
import type { Template } from '@tiphys/models';
import { openArtifactAccess } from '../artifacts/artifact-context.ts';
import { collectGarbage } from '../artifacts/collect-garbage.ts';
import { openArtifactStore } from '../artifacts/stores/artifact-store.ts';
import { removeAt } from '../confined/remove-tree.ts';
import { describeError } from '../contract/error-text.ts';
import type { ClosableExecutor, PodHandle } from '../contract/executor.ts';
import { type FileSystem, realFileSystem } from '../contract/file-system.ts';
import { defaultLimits, type Limits } from '../contract/limits.ts';
import type { RunFolder } from '../contract/run-folder.ts';
import { startData } from '../executors/data.ts';
import { createLogClock } from '../logs/log-times.ts';
import { createFieldNotices } from '../pod-spec/ignored-fields.ts';
import { plannedPodSpec } from '../pod-spec/pod-spec.ts';
import { openPodResults } from '../process/running/pod-results.ts';
import { createProcessSlots } from '../process/running/process-slots.ts';
import { type DockerProgram, findDockerCli } from './docker-cli.ts';
import { LABELS, listContainers, removeContainers } from './docker-containers.ts';
import { ensureImage, PAUSE_IMAGE } from './docker-images.ts';
import { ownFilesIn } from './docker-ownership.ts';
import { startDockerPod } from './docker-pod.ts';
import type { DockerWorld } from './docker-world.ts';
import { findUnsupportedInContainers } from './unsupported.ts';

/** Options of {@link createDockerExecutor}. */
export interface DockerExecutorOptions {
  /** The folder of the run, from {@link openStore}'s `createRun`. */
  readonly folder: RunFolder;
  /** @default the first of docker and podman that is installed */
  readonly program?: DockerProgram;
  /** Environment of the program, not of the containers. Its `PATH` is used to find it; `DOCKER_HOST` and the like select the server. */
  readonly environment: Readonly<Record<string, string>>;
  /** Environment variables of every container. @default none */
  readonly variables?: Readonly<Record<string, string>>;
  /**
   * How many pods run at a time; others wait.
   *
   * @default two per core, at least 8
   */
  readonly maxPods?: number;
  /** Milliseconds between SIGTERM and SIGKILL. @default 10000 */
  readonly graceMilliseconds?: number;
  /** Limits of each pod. @default defaultLimits */
  readonly limits?: Partial<Limits>;
  /** Image of the container that holds the network of a pod with several containers. @default 'registry.k8s.io/pause:3.10' */
  readonly pauseImage?: string;
  /** Hosts that artifacts may come from besides this machine. @default none */
  readonly allowedHosts?: readonly string[];
  /** Buckets of S3 that are used for real; `*` for all. All others are folders of the run. @default none */
  readonly remoteBuckets?: readonly string[];
  /** Called before the run with what its tasks ask for and containers ignore. @default not called */
  readonly onNotice?: (text: string) => void;
  /** The user who must own what containers write. @default that of this process */
  readonly userId?: number;
  /** @default the system clock */
  readonly now?: () => number;
  /** @default the file system of this machine */
  readonly fileSystem?: FileSystem;
  /** @default `spawn` of `node:child_process` */
  readonly spawn?: typeof nodeSpawn;
}

/** Runs pods as containers of Docker or Podman. */
export interface DockerExecutor extends ClosableExecutor {
  /** The program that it uses. */
  readonly program: DockerProgram;
  /** Removes the containers of the run, running or not, and the folders of its pods. Returns a warning for each that could not be removed. */
  close(): Promise<readonly string[]>;
}

/**
 * Creates an executor that runs pods with the command line program of Docker or Podman.
 *
 * @throws EngineError `ENGINE_DOCKER_NOT_FOUND` if neither is installed, `ENGINE_DOCKER_UNREACHABLE` if it cannot run containers
 */
export function createDockerExecutor(options: DockerExecutorOptions): DockerExecutor {
  const world = createWorld(options);
  const { cli, files, folder } = world;
  const artifacts = { ...world.access, files, limits: world.limits, store: world.store };
  const notices = createFieldNotices('containers', options.onNotice ?? (() => {}));
  const running = new Set<PodHandle>();
  const track = (pod: PodHandle): PodHandle => {
    running.add(pod);
    void pod.done.then(() => running.delete(pod));
    return pod;
  };
  return {
    program: cli.program,
    works: ['pod', 'data'],
    podPaths: { kind: 'own' },
    start(request, report = () => {}) {
      return track(
        request.template.data === undefined
          ? startDockerPod({ request, report, existing: [] }, world)
          : startData(request, artifacts),
      );
    },
    recover(request, report = () => {}) {
      const result = world.results.find(request.nodeId);
      if (result !== undefined) return { done: Promise.resolve(result), stop() {} };
      const filters = { [LABELS.run]: folder.directory, [LABELS.node]: request.nodeId };
      const existing = listContainers(cli, filters);
      return existing.length === 0 ? undefined : track(startDockerPod({ request, report, existing }, world));
    },
    findUnsupported(template: Template, podSpecPatches) {
      const spec = plannedPodSpec({ template, volumes: [], podSpecPatches });
      if (spec !== undefined) notices.check(template.name, spec);
      return findUnsupportedInContainers(template, spec, world.access);
    },
    collectGarbage: (workflow, source) =>
      collectGarbage(workflow, 'OnWorkflowCompletion', { ...artifacts, ...source }),
    async close() {
      for (const pod of running) {
        pod.stop('shutdown');
        // The second call sends SIGKILL.
        pod.stop('shutdown');
      }
      world.closing.abort();
      await Promise.all([...running].map((pod) => pod.done));
      world.results.close();
      world.logClock.close();
      const warnings = await removeAll(world);
      await ownFilesIn(folder.volumes, world);
      return [...warnings, ...(await removePods(files, folder.pods))];
    },
  };
}

async function removeAll({ cli, folder }: DockerWorld): Promise<readonly string[]> {
  const left = await removeContainers(cli, listContainers(cli, { [LABELS.run]: folder.directory }));
  return left.length === 0
    ? []
    : [`Cannot remove the containers ${left.join(', ')}. Remove them with \`${cli.program} rm --force\`.`];
}

async function removePods(files: FileSystem, folder: string): Promise<readonly string[]> {
  try {
    await removeAt(files, folder);
    return [];
  } catch (error) {
    return [
      `Cannot remove ${folder}, which tasks left behind: ${describeError(error)}. Remove it yourself, as root if need be.`,
    ];
  }
}

function createWorld(options: DockerExecutorOptions): DockerWorld {
  const files = options.fileSystem ?? realFileSystem;
  const cli = findDockerCli(options);
  makeFolder(options.folder.pods, { fileSystem: files });
  // It contains Secrets, and what all users of containers may write.
  files.chmodSync(options.folder.pods, 0o700);
  const mostPods = options.maxPods ?? Math.max(8, 2 * availableParallelism());
  const pulls = new Map<string, Promise<void>>();
  const closing = new AbortController();
  return {
    cli,
    files,
    now: options.now ?? Date.now,
    folder: options.folder,
    store: openArtifactStore(files, options.folder.artifacts),
    access: openArtifactAccess({ ...options, searchPath: options.environment.PATH ?? '' }),
    results: openPodResults(files, options.folder.pods, Date.now),
    logClock: createLogClock(files),
    slots: createProcessSlots({ first: mostPods, most: mostPods }),
    variables: options.variables ?? {},
    graceMilliseconds: options.graceMilliseconds ?? 10_000,
    limits: { ...defaultLimits, ...options.limits },
    pauseImage: options.pauseImage ?? PAUSE_IMAGE,
    init: { isMissing: false },
    images: new Set(),
    userId: options.userId ?? process.getuid?.(),
    closing,
    ensureImage(image, policy) {
      const known = pulls.get(image) ?? ensureImage(cli, image, { policy, signal: closing.signal });
      pulls.set(image, known);
      // A later pod may try again.
      known.catch(() => pulls.delete(image));
      return known;
    },
  };
}
