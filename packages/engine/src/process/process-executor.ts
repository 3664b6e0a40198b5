import { spawn as nodeSpawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { openArtifactAccess } from '../artifacts/artifact-context.ts';
import { collectGarbage } from '../artifacts/collect-garbage.ts';
import { openArtifactStore } from '../artifacts/stores/artifact-store.ts';
import { removeAt } from '../confined/remove-tree.ts';
import { describeError } from '../contract/error-text.ts';
import type { ClosableExecutor, PodHandle, PodNotice, PodRequest } from '../contract/executor.ts';
import { type FileSystem, realFileSystem } from '../contract/file-system.ts';
import { defaultLimits, type Limits } from '../contract/limits.ts';
import type { RunFolder } from '../contract/run-folder.ts';
import { startData } from '../executors/data.ts';
import { createLogClock } from '../logs/log-times.ts';
import { createFieldNotices } from '../pod-spec/ignored-fields.ts';
import { plannedPodSpec } from '../pod-spec/pod-spec.ts';
import type { ImageCommands } from './image-command.ts';
import { DEFAULT_IMAGE_COMMANDS } from './image-commands.ts';
import { findControlGroups } from './keeping/control-groups.ts';
import { findLivePods, openPodsFolder } from './leftovers.ts';
import { createLimitNotices } from './pod/limit-notices.ts';
import { recoverPod, startPod } from './pod/pod.ts';
import type { PodWorld } from './pod/pod-world.ts';
import { findUnsupported } from './pod/unsupported-template.ts';
import { openPodResults } from './running/pod-results.ts';
import { createProcessSlots } from './running/process-slots.ts';
import { createStrayHunter } from './running/stray-processes.ts';
import { findIsolation } from './sandbox/find-isolation.ts';
import type { Isolation, IsolationOptions } from './sandbox/isolation.ts';
import { mappedIsolation } from './sandbox/mapped-isolation.ts';

/** Options of {@link createProcessExecutor}. */
export interface ProcessExecutorOptions {
  /** The folder of a run that this process owns, from {@link openStore}'s `createRun` or `openRun`. */
  readonly folder: RunFolder;
  /** Environment variables of every process. Its `PATH` is used to find programs. */
  readonly environment: Readonly<Record<string, string>>;
  /** Commands of images, in addition to the well-known ones. @default none */
  readonly images?: ImageCommands;
  /**
   * How many processes run at a time; other pods wait. The default is enough for tasks that wait for each other, without filling the memory
   * with interpreters.
   *
   * @default four per core, at least 32
   */
  readonly maxProcesses?: number;
  /** Milliseconds between SIGTERM and SIGKILL. @default 10000 */
  readonly graceMilliseconds?: number;
  /** Hosts that artifacts may contact besides this machine, such as `example.com`, `*.example.com` or `*`. @default none */
  readonly allowedHosts?: readonly string[];
  /** Buckets of S3 that are used for real; `*` for all. All others are folders of the run. @default none */
  readonly remoteBuckets?: readonly string[];
  /** Limits of each pod. @default defaultLimits */
  readonly limits?: Partial<Limits>;
  /** `mapped` runs without mount namespaces even if this machine has them. @default 'auto' */
  readonly isolation?: 'auto' | 'mapped';
  /** Receives a line for what the tasks of a run ask for and this system cannot provide, once and before the run starts. */
  readonly onNotice?: (text: string) => void;
  /** @default the system clock */
  readonly now?: () => number;
  /** @default the file system of this machine */
  readonly fileSystem?: FileSystem;
  /** @default `spawn` of `node:child_process` */
  readonly spawn?: typeof nodeSpawn;
}

/** Runs pods as processes on this machine. They do not end with this process; `close` ends them. */
export interface ProcessExecutor extends ClosableExecutor {
  /**
   * Takes over a pod that an earlier process of the same run has started, whether it is still running or has ended since. Returns undefined if
   * it is lost, because the machine was restarted or its folder was removed.
   */
  recover(request: PodRequest, report?: (notice: PodNotice) => void): PodHandle | undefined;
  /** Returns one line to show before the run if tasks are less isolated than in a cluster; undefined if they are not. */
  findNotice(): string | undefined;
  /** Kills running processes, and removes the folders of the pods. Returns a warning for each folder that could not be removed. */
  close(): Promise<readonly string[]>;
}

/** Creates an executor that runs container and script templates as processes, each with its own file system where the kernel allows it. */
export function createProcessExecutor(options: ProcessExecutorOptions): ProcessExecutor {
  let world: PodWorld | undefined;
  const running = new Set<PodHandle>();
  const getWorld = (): PodWorld => (world ??= createWorld(options));
  const follow = (pod: PodHandle): PodHandle => {
    running.add(pod);
    void pod.done.then(() => running.delete(pod));
    return pod;
  };
  return {
    start(request, report) {
      const { data } = request.template;
      return follow(
        data === undefined
          ? startPod(request, getWorld(), report)
          : startData(request, artifactWorld(getWorld())),
      );
    },
    recover(request, report) {
      const pod = recoverPod(request, getWorld(), report);
      return pod === undefined ? undefined : follow(pod);
    },
    works: ['pod', 'data'],
    get podPaths() {
      return getWorld().isolation.kind === 'namespace'
        ? { kind: 'own' as const }
        : { kind: 'under' as const, folder: options.folder.pods };
    },
    findUnsupported(template, podSpecPatches) {
      const current = getWorld();
      const spec = plannedPodSpec({ template, volumes: [], podSpecPatches });
      if (spec !== undefined) {
        current.limitNotices.check(spec);
        current.fieldNotices.check(template.name, spec);
      }
      return findUnsupported(template, spec, current);
    },
    findNotice: () => noticeOf(getWorld().isolation),
    collectGarbage: (workflow, source) =>
      collectGarbage(workflow, 'OnWorkflowCompletion', { ...artifactWorld(getWorld()), ...source }),
    async close() {
      for (const pod of running) {
        pod.stop('shutdown');
        // The second call sends SIGKILL.
        pod.stop('shutdown');
      }
      await Promise.all([...running].map((pod) => pod.done));
      if (world === undefined) return [];
      const { files, isolation, logClock, results } = world;
      world = undefined;
      await isolation.keepers.close();
      results.close();
      logClock.close();
      return removePods(files, options.folder);
    },
  };
}

function artifactWorld({ files, store, access, limits }: PodWorld): Parameters<typeof startData>[1] {
  return { ...access, files, store, limits };
}

async function removePods(files: FileSystem, run: RunFolder): Promise<readonly string[]> {
  const folder = run.pods;
  try {
    const live = findLivePods(files, run);
    if (live.length > 0)
      return [
        `${folder} is kept: ${live.length === 1 ? '1 task is' : `${live.length} tasks are`} still running that an earlier process started, and this one did not take over. Resume or terminate the run.`,
      ];
    await removeAt(files, folder);
    return [];
  } catch (error) {
    return [`Cannot remove ${folder}, which tasks left behind: ${describeError(error)}. Remove it yourself.`];
  }
}

function noticeOf({ kind, ownsProcesses }: Isolation): string | undefined {
  if (kind === 'mapped') return MAPPED_NOTICE;
  return ownsProcesses ? undefined : SHARED_PROCESSES_NOTICE;
}

const MAPPED_NOTICE =
  'This system does not allow mount namespaces: tasks find declared files only through {{inputs...path}} and {{outputs...path}}, /tmp in a command is the real one, and tasks see the processes of this machine and their environment variables.';

const SHARED_PROCESSES_NOTICE =
  'This system does not allow process namespaces: tasks see the processes of this machine and their environment variables.';

function createWorld(options: ProcessExecutorOptions): PodWorld {
  const files = options.fileSystem ?? realFileSystem;
  tryOpenPodsFolder(files, options.folder);
  const limits = { ...defaultLimits, ...options.limits };
  const say = options.onNotice ?? (() => {});
  const groups = findControlGroups(files, `tiphys-${process.pid}-${randomUUID().slice(0, 8)}`);
  const isolation = chooseIsolation(options, { files, groups, processes: limits.processes });
  return {
    files,
    now: options.now ?? Date.now,
    folder: options.folder,
    store: openArtifactStore(files, options.folder.artifacts),
    access: openArtifactAccess({ ...options, searchPath: options.environment.PATH ?? '' }),
    isolation,
    groups,
    limitNotices: createLimitNotices(groups.enforces, say),
    fieldNotices: createFieldNotices('processes', say),
    results: openPodResults(files, options.folder.pods, options.now ?? Date.now),
    logClock: createLogClock(files),
    strays: createStrayHunter({ from: 'now' }),
    mark: randomUUID(),
    slots: createProcessSlots({
      first: 2 * availableParallelism(),
      most: options.maxProcesses ?? Math.max(32, 4 * availableParallelism()),
    }),
    images: { ...DEFAULT_IMAGE_COMMANDS, ...options.images },
    programs: new Map(),
    environment: options.environment,
    graceMilliseconds: options.graceMilliseconds ?? 10_000,
    limits,
  };
}

/** Tries to make the folder. If it cannot be made, the first pod reports the error. */
function tryOpenPodsFolder(files: FileSystem, folder: RunFolder): void {
  try {
    openPodsFolder(files, folder);
  } catch {
    // The first pod reports it.
  }
}

function chooseIsolation(
  options: ProcessExecutorOptions,
  found: Pick<IsolationOptions, 'files' | 'groups' | 'processes'>,
): Isolation {
  const needed = {
    ...found,
    spawn: options.spawn ?? nodeSpawn,
    environment: options.environment,
    runFolder: options.folder.directory,
    directory: options.folder.pods,
  };
  return options.isolation === 'mapped' ? mappedIsolation(needed) : findIsolation(needed);
}
