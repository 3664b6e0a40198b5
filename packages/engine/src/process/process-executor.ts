import { spawn as nodeSpawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { openArtifactAccess } from '../artifacts/artifact-context.ts';
import { openArtifactStore } from '../artifacts/stores/artifact-store.ts';
import { removeAt } from '../confined/remove-tree.ts';
import { describeError } from '../contract/error-text.ts';
import type { Executor, PodHandle } from '../contract/executor.ts';
import { type FileSystem, realFileSystem } from '../contract/file-system.ts';
import { defaultLimits, type Limits } from '../contract/limits.ts';
import type { RunFolder } from '../contract/run-folder.ts';
import { startData } from '../executors/data.ts';
import { DEFAULT_IMAGE_COMMANDS, type ImageCommands } from './image-commands.ts';
import { openPodsFolder } from './leftovers.ts';
import { startPod } from './pod/pod.ts';
import type { PodWorld } from './pod/pod-world.ts';
import { findUnsupported } from './pod/unsupported-template.ts';
import { createProcessSlots } from './running/process-slots.ts';
import { createWatchdog } from './running/watchdog.ts';
import { findIsolation, type Isolation, mappedIsolation } from './sandbox/isolation.ts';
import { createNamedPipes } from './streams/named-pipes.ts';

/** Options of {@link createProcessExecutor}. */
export interface ProcessExecutorOptions {
  /** The folder of the run, from {@link openStore}'s `createRun`. */
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
  /** @default the system clock */
  readonly now?: () => number;
  /** @default the file system of this machine */
  readonly fileSystem?: FileSystem;
  /** @default `spawn` of `node:child_process` */
  readonly spawn?: typeof nodeSpawn;
}

/** Runs pods as processes on this machine. */
export interface ProcessExecutor extends Executor {
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
  return {
    start(request, report) {
      const { data } = request.template;
      const pod =
        data === undefined
          ? startPod(request, getWorld(), report)
          : startData(request, dataWorld(getWorld()));
      running.add(pod);
      void pod.done.then(() => running.delete(pod));
      return pod;
    },
    works: ['pod', 'data'],
    get podPaths() {
      return getWorld().isolation.kind === 'namespace'
        ? { kind: 'own' as const }
        : { kind: 'under' as const, folder: options.folder.pods };
    },
    findUnsupported: (template) => findUnsupported(template, getWorld()),
    findNotice: () => noticeOf(getWorld().isolation),
    async close() {
      for (const pod of running) {
        pod.stop('shutdown');
        // The second call sends SIGKILL.
        pod.stop('shutdown');
      }
      await Promise.all([...running].map((pod) => pod.done));
      world?.watchdog.close();
      const files = world?.files;
      world = undefined;
      return files === undefined ? [] : removePods(files, options.folder.pods);
    },
  };
}

function dataWorld({ files, store, access, limits }: PodWorld): Parameters<typeof startData>[1] {
  return { ...access, files, store, limits };
}

async function removePods(files: FileSystem, folder: string): Promise<readonly string[]> {
  try {
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
  const spawn = options.spawn ?? nodeSpawn;
  tryOpenPodsFolder(files, options.folder);
  const isolation = chooseIsolation(options, files);
  const mark = randomUUID();
  return {
    files,
    spawn,
    now: options.now ?? Date.now,
    folder: options.folder,
    store: openArtifactStore(files, options.folder.artifacts),
    access: openArtifactAccess({ ...options, searchPath: options.environment.PATH ?? '' }),
    isolation,
    pipes: createNamedPipes(files, options.folder.pods),
    watchdog: createWatchdog({
      shell: 'sh',
      spawn,
      environment: options.environment,
      mark: isolation.ownsProcesses ? undefined : mark,
    }),
    mark,
    slots: createProcessSlots(options.maxProcesses ?? Math.max(32, 4 * availableParallelism())),
    images: { ...DEFAULT_IMAGE_COMMANDS, ...options.images },
    environment: options.environment,
    graceMilliseconds: options.graceMilliseconds ?? 10_000,
    limits: { ...defaultLimits, ...options.limits },
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

function chooseIsolation(options: ProcessExecutorOptions, files: FileSystem): Isolation {
  if (options.isolation === 'mapped') return mappedIsolation({ files, directory: options.folder.pods });
  const searchPath = options.environment.PATH ?? '';
  return findIsolation({ files, searchPath, directory: options.folder.pods });
}
