export {
  createWorkerExecutor,
  type WorkerExecutor,
  type WorkerExecutorOptions,
} from './workers/worker-executor.ts';
