import type { ChildProcess, spawn as nodeSpawn } from 'node:child_process';
import { constants } from 'node:os';
import { type LogFile, openLog } from '../streams/log-file.ts';
import { createOutputTail } from '../streams/output-tail.ts';
import { type OutputWorld, openOutput, type ProcessOutput } from '../streams/process-output.ts';
import { killStrays } from './stray-processes.ts';
import type { Watchdog } from './watchdog.ts';

/** A process to run, with its output written to a log file. */
export interface ProcessRequest {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly environment: ReadonlyMap<string, string>;
  readonly logFile: string;
  readonly captureOutput: boolean;
  /** Mark of the processes to kill with this one, even outside its group; undefined if the kernel does it. */
  readonly mark: string | undefined;
}

/** How a process ended. The exit code is that of a shell: 128 + signal if it was killed. */
export interface ProcessEnd {
  readonly exitCode: number;
  /** stdout, if it was captured. */
  readonly output?: string;
}

/** A running process, the leader of its own group. */
export interface RunningProcess {
  /** Rejects if the process could not be started, or its output could not be written. */
  readonly done: Promise<ProcessEnd>;
  signal(name: NodeJS.Signals): void;
}

/** The services that running a process needs. */
export interface ProcessWorld extends OutputWorld {
  readonly spawn: typeof nodeSpawn;
  readonly watchdog: Watchdog;
}

/** How long to read output of processes that left the group, after the main one has ended. */
const LATE_OUTPUT_MILLISECONDS = 500;

/** Starts a process in its own group. */
export function runProcess(request: ProcessRequest, world: ProcessWorld): RunningProcess {
  const log = openLog(world.files, request.logFile);
  try {
    const output = openOutput(world, request.captureOutput);
    return watchProcess(startProcess(request, output, world), { ...request, log, output }, world);
  } catch (error) {
    log.close();
    throw error;
  }
}

function startProcess(request: ProcessRequest, output: ProcessOutput, world: ProcessWorld): ChildProcess {
  try {
    return world.spawn(request.file, request.args, {
      cwd: request.cwd,
      env: Object.fromEntries(request.environment),
      detached: true,
      stdio: ['ignore', ...output.ends],
    });
  } catch (error) {
    output.read(undefined, { stdout() {}, stderr() {} });
    throw error;
  }
}

interface WatchedProcess {
  readonly captureOutput: boolean;
  readonly mark: string | undefined;
  readonly log: LogFile;
  readonly output: ProcessOutput;
}

function watchProcess(child: ChildProcess, process: WatchedProcess, world: ProcessWorld): RunningProcess {
  const { pid } = child;
  if (pid !== undefined) world.watchdog.watch(pid);
  const done = waitForEnd(child, process).finally(() => {
    if (pid !== undefined) world.watchdog.release(pid);
    process.log.close();
  });
  return { done, signal: (name) => signalGroup(child, name) };
}

async function waitForEnd(
  child: ChildProcess,
  { captureOutput, mark, log, output }: WatchedProcess,
): Promise<ProcessEnd> {
  const tail = captureOutput ? createOutputTail() : undefined;
  const outputEnd = output.read(child, {
    stdout(chunk) {
      tail?.add(chunk);
      log.write(chunk);
    },
    stderr: (chunk) => log.write(chunk),
  });
  try {
    const exitCode = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve(code ?? 128 + signalNumber(signal)));
    });
    // As in a container, its child processes end with it.
    signalGroup(child, 'SIGKILL');
    if (mark !== undefined) killStrays(mark);
    await outputEnd.within(LATE_OUTPUT_MILLISECONDS);
    if (log.failure !== undefined) throw log.failure;
    return tail === undefined ? { exitCode } : { exitCode, output: tail.read() };
  } finally {
    await outputEnd.within(0);
  }
}

function signalNumber(signal: NodeJS.Signals | null): number {
  return signal === null ? 0 : (constants.signals[signal] ?? 0);
}

function signalGroup(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, name);
  } catch {
    // The group has ended already.
  }
}
