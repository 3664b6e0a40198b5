export type { Duration } from './ir/surface/amounts.ts';
export { type FakeClock, fakeClock } from './testing/fake-clock.ts';
export { type Breakdown, breakDown, type Mock, type MockCall, mock } from './testing/mock.ts';
export type { Answer } from './testing/questions.ts';
export { runPipeline } from './testing/run-pipeline.ts';
export type { TestOptions } from './testing/test-options.ts';
export type { Call, FailureReport, TestRun } from './testing/test-run.ts';
export type {
  FileContent,
  MockResult,
  PipelineValues,
  PlainInputs,
  Received,
} from './testing/tested-types.ts';
