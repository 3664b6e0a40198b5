export type { Clock } from './contract/clock.ts';
export { EngineError, type EngineErrorOptions } from './contract/engine-error.ts';
export type { Executor, PodHandle, PodRequest, PodResult } from './contract/executor.ts';
export type { FileSystem } from './contract/file-system.ts';
export { type Journal, type JournalEntry, type JournalEvent, readJournal } from './contract/journal.ts';
export { defaultLimits, type Limits } from './contract/limits.ts';
export { type LoggedNode, logFile, type RunFolder, runFolder } from './contract/run-folder.ts';
export { type LogTailOptions, readLogTail } from './driver/read-log-tail.ts';
export {
  type RunOptions,
  runWorkflow,
  type StartedRun,
  type StartOptions,
  type SuspendedNode,
  startWorkflow,
} from './driver/run-workflow.ts';
export { openStore, type Run, type Store, type StoredRun, type StoreOptions } from './driver/store.ts';
export { StuckRunError } from './driver/stuck-run-error.ts';
export {
  createInProcessExecutor,
  type InProcessEnd,
  type InProcessExecutorOptions,
  type InProcessPod,
} from './in-process/in-process-executor.ts';
export { decodeNulls } from './manifest/decode-nulls.ts';
export { type NamedWorkflow, nameRun } from './prepare/name-run.ts';
export { startAt } from './prepare/start-at.ts';
export { isRunnable, type RunnableObject, toWorkflow } from './prepare/to-workflow.ts';
export { findUnusedImages, type ImageCommand, type ImageCommands } from './process/image-commands.ts';
export {
  createProcessExecutor,
  type ProcessExecutor,
  type ProcessExecutorOptions,
} from './process/process-executor.ts';
export type { FailedNode } from './semantics/failures.ts';
export { findLargeSize, type NodeSize, type WorkflowSize } from './semantics/limits/workflow-size.ts';
export { assertObjects, type KeyedObject } from './validation/assert-objects.ts';
