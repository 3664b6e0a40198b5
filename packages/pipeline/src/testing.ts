export type { Duration } from './ir/surface/amounts.ts';
export type { Received } from './ir/surface/received.ts';
export {
  type Breakdown,
  breakDown,
  type Mock,
  type MockCall,
  type MockRun,
  mock,
} from './testing/mocks/mock.ts';
export type {
  FileContent,
  MockResult,
  PipelineValues,
  PlainInputs,
} from './testing/mocks/tested-types.ts';
export { runPipeline } from './testing/run-pipeline.ts';
export type { TestOptions } from './testing/test-options.ts';
export type { Call, TestRun } from './testing/test-run.ts';
export { type FakeClock, fakeClock } from './testing/time/fake-clock.ts';
export type { Answer } from './values/encode-answer.ts';
