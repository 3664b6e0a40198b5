import type { ChildProcess, spawn as nodeSpawn } from 'node:child_process';
import { constants } from 'node:os';
import type { FileSystem } from '../file-system.ts';
import { createOutputTail, type OutputTail } from './output-tail.ts';
import type { Watchdog } from './watchdog.ts';

/** A process to run with its output going to a log file. */
export interface ProcessRequest {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly environment: ReadonlyMap<string, string>;
  readonly logFile: string;
  readonly captureOutput: boolean;
}

/** How a process ended: exit code as a shell counts it, 128 + signal for those killed. */
export interface ProcessEnd {
  readonly exitCode: number;
  /** stdout, when it was captured. */
  readonly output?: string;
}

/** A process that is running as leader of its own group. */
export interface RunningProcess {
  /** Rejects when the process could not be started or its output not be kept. */
  readonly done: Promise<ProcessEnd>;
  signal(name: NodeJS.Signals): void;
}

/** What running a process needs of the world. */
export interface ProcessWorld {
  readonly files: FileSystem;
  readonly spawn: typeof nodeSpawn;
  readonly watchdog: Watchdog;
}

/** How long output may still arrive from processes that left the group, after the main one has ended. */
const lateOutputMilliseconds = 500;

/** Starts a process in a group of its own. */
export function runProcess(request: ProcessRequest, world: ProcessWorld): RunningProcess {
  const log = world.files.openSync(request.logFile, 'a');
  const tail = request.captureOutput ? createOutputTail() : undefined;
  let child: ChildProcess;
  try {
    child = world.spawn(request.file, request.args, {
      cwd: request.cwd,
      env: Object.fromEntries(request.environment),
      detached: true,
      stdio: ['ignore', tail === undefined ? log : 'pipe', log],
    });
  } catch (error) {
    world.files.closeSync(log);
    throw error;
  }
  const { pid } = child;
  if (pid !== undefined) world.watchdog.watch(pid);
  const done = waitForEnd(child, { log, tail, files: world.files }).finally(() => {
    if (pid !== undefined) world.watchdog.release(pid);
    world.files.closeSync(log);
  });
  return { done, signal: (name) => signalGroup(child, name) };
}

interface OutputSinks {
  readonly log: number;
  readonly tail: OutputTail | undefined;
  readonly files: FileSystem;
}

async function waitForEnd(child: ChildProcess, sinks: OutputSinks): Promise<ProcessEnd> {
  let failure: unknown;
  child.stdout?.on('data', (chunk: Buffer) => {
    sinks.tail?.add(chunk);
    try {
      sinks.files.writeSync(sinks.log, chunk);
    } catch (error) {
      failure ??= error;
    }
  });
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + signalNumber(signal)));
  });
  // Whatever the process left behind dies with it, as in a container.
  signalGroup(child, 'SIGKILL');
  await outputEnd(child);
  if (failure !== undefined) throw failure;
  return sinks.tail === undefined ? { exitCode } : { exitCode, output: sinks.tail.read() };
}

function outputEnd(child: ChildProcess): Promise<void> {
  const { stdout } = child;
  if (stdout === null || stdout.closed) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => stdout.destroy(), lateOutputMilliseconds);
    stdout.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
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
