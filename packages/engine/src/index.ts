export { EngineError, type EngineErrorDetails } from './engine-error.ts';
export type { Executor, PodHandle, PodRequest, PodResult } from './executor.ts';
export type { FileSystem } from './file-system.ts';
export {
  defaultImageCommands,
  findImageCommand,
  type ImageCommand,
  type ImageCommands,
} from './image-commands.ts';
export {
  type Journal,
  type JournalEntry,
  type JournalEvent,
  type JournalOptions,
  openJournal,
  readJournal,
} from './journal.ts';
export {
  createProcessExecutor,
  type ProcessExecutor,
  type ProcessExecutorOptions,
} from './process-executor.ts';
export { type LoggedNode, logFile, type RunFolder } from './run-folder.ts';
export { openStore, type Run, type Store, type StoredRun, type StoreOptions } from './store.ts';
