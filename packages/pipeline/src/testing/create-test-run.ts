import type { Component } from '../author/component.ts';
import { withCallerLocation } from '../author/tracing/with-caller-location.ts';
import type { ComponentDescriptor } from '../ir/component/component-descriptor.ts';
import { PipelineError } from '../pipeline-error.ts';
import { isNamed } from '../values/find-questions.ts';
import { descriptorOf } from './mocks/mock.ts';
import { keyOf, listOf } from './mocks/mock-book.ts';
import { unknownQuestion } from './questions.ts';
import { readOutputs } from './read-outputs.ts';
import type { RunDriver } from './run-driver.ts';
import type { Call, StartedTest, TestRun } from './test-run.ts';

/** Returns the run for the test. */
export function createTestRun(test: StartedTest): TestRun<unknown, unknown> {
  const { driver, records } = test;
  const run: TestRun<unknown, unknown> = {
    inputs: test.inputs,
    get status() {
      return statusOf(driver);
    },
    get outputs() {
      return readOutputs(test, run);
    },
    get failures() {
      return driver.failures;
    },
    get questions() {
      return driver.questions().map(({ displayName }) => displayName);
    },
    get workflow() {
      return driver.workflow;
    },
    calls<TInputs, T>(component: Component<TInputs, T>) {
      const descriptor = withCallerLocation(run.calls, () => assertCalled(component, test));
      // The records have the inputs and results of the component.
      return records.of(descriptor).map(({ key: _, ...call }) => call) as readonly unknown[] as readonly Call<
        TInputs,
        T
      >[];
    },
    async answer(question, values = {}) {
      const open = driver.questions();
      const node =
        open.find((one) => one.displayName === question) ?? open.find((one) => isNamed(one, question));
      if (node === undefined)
        throw unknownQuestion(
          question,
          open.map(({ displayName }) => displayName),
          ' now',
        );
      driver.answer(node, values);
      await driver.settled();
    },
    [Symbol.asyncDispose]: test.dispose,
  };
  return run;
}

function statusOf(driver: RunDriver): TestRun<unknown, unknown>['status'] {
  const phase = driver.hasEnded ? driver.workflow.status?.phase : 'Running';
  return phase === 'Succeeded' || phase === 'Failed' || phase === 'Error' ? phase : 'Running';
}

function assertCalled(component: unknown, { called, pipeline }: StartedTest): ComponentDescriptor {
  const descriptor = descriptorOf(component, 'calls');
  if (called.some((one) => keyOf(one) === keyOf(descriptor))) return descriptor;
  throw new PipelineError(
    'PIPELINE_TEST_UNKNOWN_COMPONENT',
    `The pipeline ${pipeline.name} never calls ${descriptor.name}. ${listOf(called)}`,
  );
}
