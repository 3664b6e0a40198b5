import type { RunFolder } from '@tiphys/engine';
import type { Workflow } from '@tiphys/models';
import type { Component } from '../author/component.ts';
import type { AnyPipeline } from '../author/pipelines/any-pipeline.ts';
import type { CompiledPipeline } from '../compile/compile-pipeline.ts';
import type { ComponentDescriptor } from '../ir/component/component-descriptor.ts';
import type { FailureReport } from '../ir/surface/outcome.ts';
import type { Received } from '../ir/surface/received.ts';
import type { Answer } from '../values/encode-answer.ts';
import type { CallRecord, CallRecords } from './mocks/call-records.ts';
import type { PipelineValues, PlainInputs } from './mocks/tested-types.ts';
import type { RunDriver } from './run-driver.ts';

/** A task of a component in a test run. */
export interface Call<TInputs, TResult> {
  /** Name of the task as Argo shows it: `square`, or `square(0:2)` in a loop. */
  readonly name: string;
  /** The inputs of the last attempt, as the function got them. */
  readonly inputs: PlainInputs<TInputs>;
  /** The result as other tasks get it; undefined if there is none. */
  readonly result: TResult | undefined;
  readonly status: CallRecord['status'];
  /** How often it was tried. */
  readonly attempts: number;
  /** What the last attempt printed, if it failed: `PIPELINE_OUTPUT_NOT_JSON: ...`. */
  readonly error: string | undefined;
}

/** A run of a pipeline in a test. Disposing it ends what still runs, and removes its files. */
export interface TestRun<TInputs, TResult> extends AsyncDisposable {
  /** The values that the test has given for inputs. */
  readonly inputs: PipelineValues<TInputs>;
  /** `Running` while it waits for an answer or for the clock. */
  readonly status: 'Succeeded' | 'Failed' | 'Error' | 'Running';
  /**
   * The result of the pipeline. A file is the path of a copy, which is removed with the run.
   *
   * @throws PipelineError `PIPELINE_TEST_NO_OUTPUTS` with the reasons, unless the run succeeded
   */
  readonly outputs: Received<TResult>;
  /** The nodes that failed, tasks and groups. */
  readonly failures: readonly FailureReport[];
  /** Names of the questions that wait for an answer. */
  readonly questions: readonly string[];
  /** The workflow with its status, as Argo would have it. */
  readonly workflow: Workflow;
  /**
   * Returns the tasks of a component in the order in which they started. Skipped tasks are not among them.
   *
   * @throws PipelineError `PIPELINE_TEST_UNKNOWN_COMPONENT` if the pipeline never calls it
   */
  calls<TInputs, T>(component: Component<TInputs, T>): readonly Call<TInputs, T>[];
  /**
   * Answers a question. Resolves when the run has ended, or waits again.
   *
   * @throws PipelineError `PIPELINE_TEST_UNKNOWN_QUESTION` if it is not open, `PIPELINE_TEST_INVALID_ANSWER`
   */
  answer(question: string, values?: Answer): Promise<void>;
}

/** The parts of a run that has started. */
export interface StartedTest {
  readonly inputs: PipelineValues<unknown>;
  readonly pipeline: AnyPipeline;
  readonly compiled: CompiledPipeline;
  /** The components that the pipeline calls. */
  readonly called: readonly ComponentDescriptor[];
  readonly records: CallRecords;
  readonly driver: RunDriver;
  readonly folder: RunFolder;
  readonly dispose: () => Promise<void>;
}
