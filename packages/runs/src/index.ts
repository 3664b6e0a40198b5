export { findNode } from './find-node.ts';
export { compileFilter, phaseOf, type RunFilter, sortRuns, timeOf } from './run-filter.ts';
export type {
  ArtifactReference,
  CallOptions,
  DeleteOptions,
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
  SubmitOptions,
} from './runs.ts';
export { isUnknownRun, type RunsCode, RunsError } from './runs-error.ts';
export { unknownRun } from './unknown-run.ts';
