import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  createInProcessExecutor,
  type Executor,
  type InProcessEnd,
  type InProcessPod,
  type Limits,
  logFile,
  type PodHandle,
  type RunFolder,
} from '@tiphys/engine';
import type { Template } from '@tiphys/models';
import { findFunctionTask } from './function-task.ts';
import { createWorkerPool, TERMINATED, type WorkerEnd, type WorkerPool } from './worker-pool.ts';

/** Options of {@link createWorkerExecutor}. */
export interface WorkerExecutorOptions {
  /** The folder of the run. */
  readonly folder: RunFolder;
  /** Runs everything but functions: containers, other scripts, and functions that need a process of their own. */
  readonly processes: Executor;
  /** Environment variables of every task. */
  readonly environment: Readonly<Record<string, string>>;
  /** Hosts that artifacts may contact besides this machine. @default none */
  readonly allowedHosts?: readonly string[];
  /** Buckets of S3 that are used for real. @default none */
  readonly remoteBuckets?: readonly string[];
  /** Limits of each task. @default those of the engine */
  readonly limits?: Partial<Limits>;
}

/** Runs the functions of compiled pipelines in worker threads of this process. They end with it. */
export interface WorkerExecutor extends Executor {
  /** Ends the workers. The executor of processes is closed by its owner. */
  close(): Promise<void>;
}

/**
 * Creates an executor that runs function components in worker threads. Inputs, outputs, variables, logs, exit codes and messages are those of
 * processes. A worker runs another task only if the one before has left nothing behind.
 */
export function createWorkerExecutor(options: WorkerExecutorOptions): WorkerExecutor {
  const { processes, folder } = options;
  const pool = createWorkerPool();
  const running = new Set<Promise<unknown>>();
  const functions = createInProcessExecutor({
    ...options,
    awaitsEnd: true,
    run: (pod) => runFunction(pod, options, pool),
  });
  return {
    start(request, report) {
      if (findFunctionTask(request) === undefined) return processes.start(request, report);
      const pod = functions.start(request);
      return { ...pod, done: cleanUp(pod) };

      function cleanUp({ done }: PodHandle): PodHandle['done'] {
        const cleaned = done.finally(() => rm(podFolder(request.nodeId), { recursive: true, force: true }));
        running.add(cleaned);
        void cleaned.finally(() => running.delete(cleaned));
        return cleaned;
      }
    },
    // A worker ends with its process, so its task is lost.
    recover: (request, report) =>
      findFunctionTask(request) === undefined ? processes.recover?.(request, report) : undefined,
    works: processes.works ?? ['pod'],
    get podPaths() {
      return processes.podPaths ?? { kind: 'own' };
    },
    findUnsupported: (template: Template, patches) => processes.findUnsupported(template, patches),
    collectGarbage: async (workflow, source) =>
      (await processes.collectGarbage?.(workflow, source)) ?? workflow,
    async close() {
      await pool.close();
      await Promise.all(running);
    },
  };

  function podFolder(nodeId: string): string {
    return join(folder.pods, nodeId.replaceAll(/[^\w.-]|^\.+$/g, '_'));
  }
}

async function runFunction(
  { request, environment, pathOf, signal }: InProcessPod,
  { folder }: WorkerExecutorOptions,
  pool: WorkerPool,
): Promise<InProcessEnd> {
  const task = findFunctionTask(request);
  if (task === undefined) throw new Error(`unreachable: ${request.nodeName} runs no function`);
  const root = pathOf('/');
  mkdirSync(join(root, 'tmp'), { recursive: true });
  const log = logFile(folder, request);
  const outputFile = request.captureResult ? join(dirname(root), 'stdout') : undefined;
  const end = await pool.run({
    ...task,
    environment,
    root,
    runFolder: folder.directory,
    claimed: declaredPaths(request.template),
    logFile: log,
    outputFile,
    signal,
  });
  if (end === 'never started') return { exitCode: TERMINATED, neverStarted: true };
  return { exitCode: exitCodeOf(end, log), output: readResult(outputFile) };
}

/** Exit code of processes that V8 aborts. */
const ABORTED = 134;

/** Returns the exit code that a process would have, and writes to the log why the worker has failed. */
function exitCodeOf({ exitCode, outOfMemory, problem }: WorkerEnd, log: string): number {
  if (outOfMemory === true)
    appendFileSync(
      log,
      'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n',
    );
  else if (problem !== undefined) appendFileSync(log, `${problem}\n`);
  return outOfMemory === true ? ABORTED : problem === undefined ? exitCode : 1;
}

/** Most bytes of a result. */
const RESULT_BYTES = 262_144;

/** Returns the end of what was printed, without one newline at the end. */
function readResult(file: string | undefined): string {
  if (file === undefined || !existsSync(file)) return '';
  const all = readFileSync(file);
  return (all.at(-1) === 0x0a ? all.subarray(0, -1) : all).subarray(-RESULT_BYTES).toString();
}

function declaredPaths({ inputs, outputs }: Template): readonly string[] {
  return [
    ...(inputs?.artifacts ?? []).map(({ path }) => path),
    ...(outputs?.artifacts ?? []).map(({ path }) => path),
    ...(outputs?.parameters ?? []).map(({ valueFrom }) => valueFrom?.path),
  ].filter((path): path is string => path !== undefined && path !== '');
}
