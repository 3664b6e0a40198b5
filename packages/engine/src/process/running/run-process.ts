import type { FileSystem } from '../../contract/file-system.ts';
import type { ControlGroups, TaskEvents, TaskLimits } from '../keeping/control-groups.ts';
import { type Keeper, KeeperFailure, type KeptTask } from '../keeping/keeper.ts';
import { exitCodeOf } from '../keeping/keeper-signals.ts';
import { writeTaskScript } from '../keeping/task-script.ts';
import { type Isolation, SETUP_ERROR_MARK, SETUP_FAILED } from '../sandbox/isolation.ts';
import type { PodFiles } from '../sandbox/pod-files.ts';
import { LATE_LOOK_MILLISECONDS, watchLateOutput } from './late-output.ts';
import { readOutputTail } from './output-tail.ts';
import { writeRecord } from './process-record.ts';
import { POD_MARK, type StrayHunter } from './stray-processes.ts';

/** A process to run for a pod, with its output written to a log file. */
export interface ProcessRequest {
  readonly nodeId: string;
  /** Name of the container, unique in its pod. */
  readonly container: string;
  /** The file system that it sees. Each container of a pod has its own. */
  readonly plan: PodFiles;
  /** A program, by its absolute path in the pod, and its arguments. */
  readonly command: readonly string[];
  readonly workingDirectory: string;
  readonly environment: ReadonlyMap<string, string>;
  /** A file in the run's folder of logs. Output is appended. */
  readonly logFile: string;
  readonly captureOutput: boolean;
  readonly limits: TaskLimits;
}

/** How a process ended. The exit code is that of a shell: 128 + signal if it was killed. */
export interface ProcessEnd {
  readonly exitCode: number;
  /** The last 256 KiB of stdout, if it was captured. */
  readonly output?: string;
  /** When it ended, in milliseconds since the epoch, if it was taken over. It may have ended before. */
  readonly endedAt?: number;
  /** What its limits have led to, if they are enforced. */
  readonly events?: TaskEvents;
}

/** A running process. It does not end with this one. */
export interface RunningProcess {
  /** Rejects if the process could not be started, or its output could not be written. */
  readonly done: Promise<ProcessEnd>;
  /** Sends a signal to its process group; SIGKILL also reaches the processes that left it, where the kernel allows that. */
  signal(name: NodeJS.Signals): void;
}

/** The services that running a process needs. */
export interface ProcessWorld {
  readonly files: FileSystem;
  readonly isolation: Isolation;
  readonly now: () => number;
  /** Prefix of the marks of this run's processes. */
  readonly mark: string;
  readonly strays: StrayHunter;
  readonly groups: ControlGroups;
}

/** Starts a process that outlives this one. */
export function runProcess(request: ProcessRequest, world: ProcessWorld): RunningProcess {
  const { isolation } = world;
  const keeper = isolation.keeperFor(request.plan);
  // One for each container: those of a pod do not end together.
  const mark = isolation.ownsProcesses ? undefined : `${world.mark}-${request.nodeId}-${request.container}`;
  const environment =
    mark === undefined ? request.environment : new Map([...request.environment, [POD_MARK, mark]]);
  const wrapped = isolation.wrap(request.plan, request.command, request.workingDirectory);
  keeper.group.limit(request.limits);
  const task = keeper.run({
    streams: request.captureOutput ? 2 : 1,
    logFile: request.logFile,
    script: (sequence) =>
      writeTaskScript(
        writeRecord({
          ...request,
          sequence,
          mark,
          kind: keeper.kind,
          startedAt: world.now(),
          plan: request.plan.record(),
        }),
        { ...wrapped, environment },
        { ...isolation.script, before: [...isolation.script.before, ...softLimits(request.limits, world)] },
      ),
  });
  let killed = false;
  const done = waitForEnd({ ...request, task, keeper, mark }, world).catch((error: unknown) => {
    if (killed && error instanceof KeeperFailure && error.stage === 'end')
      return { exitCode: exitCodeOf('SIGKILL') };
    throw error instanceof KeeperFailure && error.stage === 'log' ? logFailure(error) : error;
  });
  return {
    done: done.finally(() => isolation.keepers.giveBack(keeper)),
    signal(name) {
      if (name === 'SIGKILL') killed = true;
      task.signal(name);
    },
  };
}

/** Returns the error of a log that a relay could not write, with the code of the system if it is known. */
function logFailure(failure: KeeperFailure): Error {
  // The relay says its own name first, and may say that of the log.
  const reason = failure.message.replace(/^\S+: (?:write error: |.*\.log'?: )?/, '');
  const error = new Error(`the log cannot be written: ${reason}`, { cause: failure });
  return reason.endsWith('No space left on device') ? Object.assign(error, { code: 'ENOSPC' }) : error;
}

/** Returns the lines of a script that limit the memory of each process, where all together cannot be limited. */
function softLimits({ memoryBytes }: TaskLimits, { groups }: ProcessWorld): readonly string[] {
  if (memoryBytes === undefined || groups.enforces.memory) return [];
  return [`ulimit -d ${Math.ceil(memoryBytes / 1024)} 2>/dev/null`];
}

interface WatchedTask {
  readonly task: KeptTask;
  readonly keeper: Keeper;
  readonly mark: string | undefined;
  readonly captureOutput: boolean;
  readonly logFile: string;
}

async function waitForEnd(watched: WatchedTask, world: ProcessWorld): Promise<ProcessEnd> {
  const { task, mark, keeper } = watched;
  await task.code;
  // As in a container, its child processes end with it.
  if (mark !== undefined)
    world.strays.kill({
      mark,
      session: keeper.session(),
      otherSessions: world.isolation.keepers.sessionsBut(keeper),
      members: keeper.kind === 'session' ? keeper.group.members : undefined,
    });
  const output = watchLateOutput(world.files, watched.logFile);
  // A relay that has not started yet misses the first call.
  const late = setInterval(() => {
    if (output.isOver()) task.abandonOutput();
  }, LATE_LOOK_MILLISECONDS);
  try {
    const exitCode = await task.end;
    if (exitCode === SETUP_FAILED) assertSetUp(watched.logFile, world);
    const events = keeper.group.takeEvents();
    return watched.captureOutput
      ? { exitCode, events, output: readOutputTail(keeper.directory, world.files) }
      : { exitCode, events };
  } finally {
    clearInterval(late);
  }
}

/**
 * Throws if the setup of a mount namespace failed. Reads only the start of the log, since a command may end with the same code after a long
 * log.
 */
function assertSetUp(log: string, { files, isolation }: ProcessWorld): void {
  if (isolation.kind !== 'namespace' || isolation.ownsProcesses) return;
  const start = Buffer.alloc(8192);
  const descriptor = files.openSync(log, 'r');
  try {
    const length = files.readSync(descriptor, start, 0, start.length, 0);
    const text = start.subarray(0, length).toString().trim();
    if (text.startsWith(SETUP_ERROR_MARK))
      throw new KeeperFailure('setup', text.slice(SETUP_ERROR_MARK.length));
  } finally {
    files.closeSync(descriptor);
  }
}
