export { findNode } from './contract/find-node.ts';
export { phaseOf, type RunFilter, timeOf } from './contract/run-filter.ts';
export type {
  ArtifactReference,
  CallOptions,
  LogLine,
  LogOptions,
  NodeOptions,
  ResubmitOptions,
  ResumeOptions,
  RetryOptions,
  Runs,
  RunsReader,
  SetNodeOptions,
  StopOptions,
} from './contract/runs.ts';
export { isUnknownRun, type RunsCode, RunsError } from './contract/runs-error.ts';
export { type AskingNode, type Question, questionsOf, waitingNodes } from './local/answers.ts';
export { findArtifactFile, keyOfArtifact } from './local/artifact-file.ts';
export { copyArtifacts } from './local/kept-results.ts';
export type { DrivenRun, LocalDriver, LocalExecutor } from './local/local-driver.ts';
export type { LocalStart } from './local/local-operations.ts';
export { type LocalRuns, openLocalRuns } from './local/local-runs.ts';
export { LATEST } from './local/stored-runs.ts';
