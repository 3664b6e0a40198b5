import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runFolder, startWorkflow } from '@tiphys/engine';
import type { AnyPipeline } from '../author/pipelines/any-pipeline.ts';
import type { TypedPipeline } from '../author/pipelines/typed-pipeline.ts';
import { captureSite, locate } from '../ir/call-site.ts';
import { PipelineError } from '../pipeline-error.ts';
import { encodeInputs, type InputErrors } from '../values/encode-inputs.ts';
import { findQuestions } from '../values/find-questions.ts';
import { createTestRun } from './create-test-run.ts';
import { CallRecords } from './mocks/call-records.ts';
import { MockBook } from './mocks/mock-book.ts';
import { assertAsked } from './questions.ts';
import { RunDriver } from './run-driver.ts';
import { bundleFunctions } from './task/function-code.ts';
import { compileAll } from './templates/compile-all.ts';
import { isFunction, prepareObjects } from './templates/task-templates.ts';
import { createTestExecutor } from './test-executor.ts';
import { assertArguments, type TestOptions } from './test-options.ts';
import type { TestRun } from './test-run.ts';
import { stateOf } from './time/fake-clock.ts';
import { Timeline } from './time/timeline.ts';

/**
 * Runs a pipeline in this process: compiles it, and runs the manifest with Argo's semantics. Values travel between tasks as JSON text, as they do
 * in a cluster. Mocks replace components; the functions of the others run in this process.
 *
 * Resolves when the run has ended, or when it waits for an answer or for the clock. A run that fails is not an error.
 *
 * @throws PipelineError `PIPELINE_TEST_...` for mocks, answers and inputs that do not fit the pipeline; the errors of compiling it
 * @throws EngineError for a pipeline that the local engine cannot run
 * @example
 * ```ts
 * import { mock, runPipeline } from '@tiphys/pipeline/testing';
 * import { notify } from './components.generated.ts';
 *
 * const hello = pipeline('hello', { who: 'Ann' }, ({ who }) => {
 *   notify({ text: who });
 * });
 * await using run = await runPipeline(hello, { mocks: [mock(notify, () => undefined)] });
 * run.calls(notify)[0]?.inputs; // => { text: 'Ann' }
 * ```
 */
export async function runPipeline<TInputs, TResult>(
  pipeline: TypedPipeline<TInputs, TResult>,
  options: TestOptions<TInputs> = {},
): Promise<TestRun<TInputs, TResult>> {
  const site = captureSite(runPipeline);
  try {
    assertArguments(pipeline, options);
    // The run has the types of the pipeline.
    return (await startRun(pipeline, options as TestOptions<unknown>)) as TestRun<TInputs, TResult>;
  } catch (error) {
    // Errors of the pipeline have their own location.
    if (!(error instanceof PipelineError) || error.location !== undefined) throw error;
    throw new PipelineError(error.code, error.message, { location: locate(site), cause: error.cause });
  }
}

const INPUT_ERRORS: InputErrors = {
  unknown: 'PIPELINE_TEST_UNKNOWN_INPUT',
  missing: 'PIPELINE_TEST_MISSING_INPUT',
  place: (inputs) => `inputs: ${inputs}`,
};

async function startRun(
  pipeline: AnyPipeline,
  options: TestOptions<unknown>,
): Promise<TestRun<unknown, unknown>> {
  const mocks = new MockBook(options.mocks ?? []);
  const pipelines = await compileAll(pipeline);
  const [compiled] = pipelines;
  const prepared = prepareObjects(pipelines, options.objects ?? [], mocks);
  const { components } = prepared;
  const called = components.map(({ descriptor }) => descriptor);
  mocks.assertUsed(pipeline.name, called);
  assertAsked(Object.keys(options.answers ?? {}), findQuestions(prepared));
  // The types of the values are those of the inputs.
  const parameters = encodeInputs(compiled, (options.inputs ?? {}) as never, INPUT_ERRORS);
  const functions = await bundleFunctions(
    components
      .filter((one) => isFunction(one) && !mocks.replaces(one.descriptor))
      .map(({ descriptor }) => descriptor),
  );
  const clock = options.clock === undefined ? undefined : stateOf(options.clock);
  const timeline = clock?.timeline ?? new Timeline(Date.now());
  const driver = new RunDriver({ timeline, passesTime: clock === undefined, answers: options.answers ?? {} });
  const folder = runFolder(mkdtempSync(join(tmpdir(), 'tiphys-test-')));
  const records = new CallRecords();
  const dispose = async (): Promise<void> => {
    clock?.followers.delete(driver);
    await driver.stop();
    await rm(folder.directory, { recursive: true, force: true });
  };
  try {
    const { componentOf } = prepared;
    driver.follow(
      startWorkflow(prepared.workflow, {
        executor: createTestExecutor({ folder, mocks, records, driver, timeline, functions, componentOf }),
        clock: timeline,
        name: `${pipeline.name}-test`,
        parameters,
        objects: prepared.objects,
        onWait: () => driver.check(),
      }),
    );
    clock?.followers.add(driver);
    await driver.settled();
  } catch (error) {
    await dispose();
    throw error;
  }
  const { inputs = {} } = options;
  return createTestRun({ inputs, pipeline, compiled, called, records, driver, folder, dispose });
}
