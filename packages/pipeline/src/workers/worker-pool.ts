import { availableParallelism } from 'node:os';
import { getHeapStatistics } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { createProcessSlots } from '@tiphys/engine';
import { REUSABLE, type TaskMessage } from './thread/task-message.ts';

/** How a task in a worker ended. */
export interface WorkerEnd {
  readonly exitCode: number;
  /** Whether its memory was used up. */
  readonly outOfMemory?: boolean;
  /** Why the worker failed outside of the task. */
  readonly problem?: string;
}

/** How a task is run. */
export interface WorkerTask extends TaskMessage {
  /** Ends the worker. */
  readonly signal: AbortSignal;
}

/** Workers that run tasks, one after the other. */
export interface WorkerPool {
  /** Runs a task when it is its turn. Never rejects. */
  run(task: WorkerTask): Promise<WorkerEnd | 'never started'>;
  /** Ends all workers. */
  close(): Promise<void>;
}

/** Tasks after which a worker is replaced, so that what it has compiled does not fill the memory. */
const MOST_TASKS = 500;

/** Most workers at a time. Each needs about 10 MB. */
const MOST_WORKERS = 32;

/** Bytes of the heap of a process, which a task in a worker has, too. */
const HEAP_BYTES = getHeapStatistics().heap_size_limit;

/** Bytes above it, more than the largest array or text has. */
const RESERVE_BYTES = 2 * 1024 ** 3;

/** Milliseconds between two looks at the heap of a worker that runs a task. */
const HEAP_MILLISECONDS = 100;

/** Milliseconds without a free worker after which there are more. Workers take long to start. */
const PATIENCE = 500;

interface PooledWorker {
  readonly worker: Worker;
  tasks: number;
}

/** Exit code of a process that SIGTERM has ended. */
export const TERMINATED = 143;

/** Creates a pool without workers. Every task runs in a worker in which nothing of earlier tasks is left. */
export function createWorkerPool(): WorkerPool {
  const cores = availableParallelism();
  // There are more if tasks wait: for timers, for other machines, or for each other.
  const slots = createProcessSlots({ first: cores, most: Math.max(cores, MOST_WORKERS), patience: PATIENCE });
  const idle: PooledWorker[] = [];
  const all = new Set<Worker>();

  function start(): PooledWorker {
    const worker = new Worker(threadFile(), {
      env: {},
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: (HEAP_BYTES + RESERVE_BYTES) / 1024 ** 2 },
    });
    all.add(worker);
    worker.once('exit', () => all.delete(worker));
    return { worker, tasks: 0 };
  }

  function runIn(pooled: PooledWorker, { signal, ...task }: WorkerTask): Promise<WorkerEnd> {
    const { worker } = pooled;
    const { promise, resolve } = Promise.withResolvers<WorkerEnd>();
    let failure: Partial<WorkerEnd> = {};
    const stop = (): void => void worker.terminate();
    const unwatch = watchHeap(worker, () => {
      failure = { outOfMemory: true };
      stop();
    });
    const onMessage = (message: unknown): void => {
      if (message !== REUSABLE) return;
      pooled.tasks += 1;
      if (pooled.tasks >= MOST_TASKS || signal.aborted) stop();
      else {
        worker.unref();
        idle.push(pooled);
      }
      resolve({ exitCode: 0 });
    };
    const onError = (error: unknown): void => {
      failure = isOutOfMemory(error) ? { outOfMemory: true } : { problem: String(error) };
    };
    const onExit = (code: number): void =>
      resolve({ exitCode: signal.aborted ? TERMINATED : code, ...failure });
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.on('exit', onExit);
    signal.addEventListener('abort', stop, { once: true });
    worker.ref();
    worker.postMessage(task satisfies TaskMessage);
    return promise.finally(() => {
      unwatch();
      worker.off('message', onMessage);
      worker.off('error', onError);
      worker.off('exit', onExit);
      signal.removeEventListener('abort', stop);
    });
  }

  return {
    async run(task) {
      const turn = slots.acquire();
      if ((await Promise.race([turn, aborted(task.signal)])) === ABORTED) {
        void turn.then(() => slots.release());
        return 'never started';
      }
      try {
        if (task.signal.aborted) return 'never started';
        return await runIn(idle.pop() ?? start(), task);
      } catch (error) {
        return { exitCode: 1, problem: String(error) };
      } finally {
        slots.release();
      }
    },
    async close() {
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}

const ABORTED = Symbol('aborted');

function aborted(signal: AbortSignal): Promise<typeof ABORTED> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(ABORTED);
    else signal.addEventListener('abort', () => resolve(ABORTED), { once: true });
  });
}

/** Returns the module of the workers. Node.js starts it by its path, so it is an entry of this package. */
function threadFile(): URL {
  return new URL(import.meta.resolve('@tiphys/pipeline/function-thread'));
}

/**
 * Calls a function when the heap of a worker is as large as that of a process may be. The worker itself has a higher limit, because V8 ends
 * the whole process if a worker reaches its limit with one large allocation.
 */
function watchHeap(worker: Worker, onFull: () => void): () => void {
  const look = async (): Promise<void> => {
    const { used_heap_size: used } = await worker.getHeapStatistics();
    if (used > HEAP_BYTES) onFull();
  };
  // A worker that has ended has no heap.
  const timer = setInterval(() => void look().catch(() => {}), HEAP_MILLISECONDS);
  return () => clearInterval(timer);
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
