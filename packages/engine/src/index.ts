export type { Clock } from './clock.ts';
export { EngineError, type EngineErrorOptions } from './engine-error.ts';
export type { Executor, PodHandle, PodRequest, PodResult } from './executor.ts';
export type { FileSystem } from './file-system.ts';
export { findUnusedImages, type ImageCommand, type ImageCommands } from './image-commands.ts';
export {
  createInProcessExecutor,
  type InProcessEnd,
  type InProcessExecutorOptions,
  type InProcessPod,
} from './in-process-executor.ts';
export { type Journal, type JournalEntry, type JournalEvent, readJournal } from './journal.ts';
export { defaultLimits, type Limits } from './limits.ts';
export { decodeNulls } from './manifest/decode-nulls.ts';
export type { FailedNode } from './operator/failures.ts';
export { startAt } from './prepare/start-at.ts';
export { isRunnable, type RunnableObject, toWorkflow } from './prepare/to-workflow.ts';
export {
  createProcessExecutor,
  type ProcessExecutor,
  type ProcessExecutorOptions,
} from './process-executor.ts';
export { type LogTailOptions, readLogTail } from './read-log-tail.ts';
export { type NamedWorkflow, nameRun } from './run/name-run.ts';
export { type LoggedNode, logFile, type RunFolder, runFolder } from './run-folder.ts';
export {
  type RunOptions,
  runWorkflow,
  type StartedRun,
  type StartOptions,
  type SuspendedNode,
  startWorkflow,
} from './run-workflow.ts';
export { openStore, type Run, type Store, type StoredRun, type StoreOptions } from './store.ts';
export { StuckRunError } from './stuck-run-error.ts';
export { assertObjects, type KeyedObject } from './validation/assert-objects.ts';
export { findLargeSize, type NodeSize, type WorkflowSize } from './workflow-size.ts';
