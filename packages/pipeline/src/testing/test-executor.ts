import {
  createInProcessExecutor,
  type Executor,
  type InProcessEnd,
  type InProcessPod,
  type RunFolder,
} from '@tiphys/engine';
import type { ComponentDescriptor } from '../ir/component/component-descriptor.ts';
import type { CallRecord, CallRecords } from './call-records.ts';
import { toMilliseconds } from './duration.ts';
import type { FunctionCode } from './function-code.ts';
import type { Breakdown, MockCall, MockFunction } from './mock.ts';
import type { MockBook } from './mock-book.ts';
import { type AttemptFunction, readInputs, runAttempt } from './run-attempt.ts';
import type { RunDriver } from './run-driver.ts';
import { createTaskProcess } from './task-process.ts';
import type { Timeline } from './timeline.ts';

/** What the executor of a test run works with. */
export interface TestExecutorOptions {
  readonly folder: Pick<RunFolder, 'pods' | 'artifacts'>;
  readonly mocks: MockBook;
  readonly records: CallRecords;
  readonly driver: RunDriver;
  readonly timeline: Timeline;
  /** The functions of components without mocks. */
  readonly functions: ReadonlyMap<ComponentDescriptor, FunctionCode>;
  /** Returns the component whose code a script is. */
  readonly componentOf: (source: string) => ComponentDescriptor | undefined;
}

/** Creates an executor that calls mocks and functions in this process. */
export function createTestExecutor(options: TestExecutorOptions): Executor {
  return createInProcessExecutor({
    folder: options.folder,
    clock: options.timeline,
    run: (pod) => runPod(pod, options),
  });
}

async function runPod(pod: InProcessPod, options: TestExecutorOptions): Promise<InProcessEnd> {
  const { mocks, records, driver } = options;
  const { nodeId, nodeName, displayName, template } = pod.request;
  const component = options.componentOf(template.script?.source ?? '');
  if (component === undefined) throw new Error(`unreachable: ${nodeName} runs no component`);
  const record = records.begin(component, nodeName, displayName);
  const { attempts } = record;
  pod.signal.addEventListener('abort', () => {
    driver.wake(nodeId);
    if (record.attempts === attempts && record.status === 'Running') record.status = 'Failed';
  });
  const breakdown = mocks.breakdownOf(component);
  const end =
    breakdown !== undefined && attempts <= (breakdown.times ?? Number.POSITIVE_INFINITY)
      ? breakDownAttempt(component, pod, { record, breakdown })
      : await runAttempt(component, pod, { record, run: functionOf(component, pod, { record, options }) });
  if (!pod.signal.aborted)
    record.status = end.lost === true ? 'Error' : end.exitCode === 0 ? 'Succeeded' : 'Failed';
  return end;
}

interface Attempt {
  readonly record: CallRecord;
  readonly options: TestExecutorOptions;
}

function breakDownAttempt(
  component: ComponentDescriptor,
  { environment }: InProcessPod,
  { record, breakdown }: { readonly record: CallRecord; readonly breakdown: Breakdown },
): InProcessEnd {
  const { exitCode = 1, message, phase } = breakdown;
  record.inputs = readInputs(component, environment);
  record.error = message ?? `${component.name} was broken down by the test.`;
  return {
    exitCode,
    ...(message === undefined ? {} : { message }),
    ...(phase === 'Error' ? { lost: true } : {}),
  };
}

function functionOf(component: ComponentDescriptor, pod: InProcessPod, attempt: Attempt): AttemptFunction {
  const mocked = attempt.options.mocks.functionOf(component);
  if (mocked !== undefined) return mockFunction(mocked, pod, attempt);
  const code = attempt.options.functions.get(component);
  if (code === undefined) throw new Error(`unreachable: no function of ${component.name}`);
  return realFunction(component, code, pod);
}

function mockFunction(run: MockFunction, pod: InProcessPod, { record, options }: Attempt): AttemptFunction {
  const call: MockCall = {
    attempt: record.attempts,
    name: record.name,
    signal: pod.signal,
    sleep: (time) => sleep(toMilliseconds(time, 'sleep(...)'), pod, options),
  };
  return {
    // The mock takes the inputs of its component.
    call: async (inputs) => ({ value: await run(inputs as never, call) }),
    mapFrame: (frame) => (isOwn(frame) ? undefined : frame),
  };
}

function isOwn(frame: string): boolean {
  return frame.includes('node:internal') || frame.includes(import.meta.dirname);
}

function sleep(
  milliseconds: number,
  { request, signal }: InProcessPod,
  { driver, timeline }: TestExecutorOptions,
): Promise<void> {
  return new Promise((resolve) => {
    const awake = driver.sleep(request.nodeId);
    const cancel = timeline.callAt(timeline.now() + milliseconds, () => {
      awake();
      resolve();
    });
    signal.addEventListener('abort', cancel, { once: true });
  });
}

function realFunction(
  { style, inputs }: ComponentDescriptor,
  code: FunctionCode,
  { environment }: InProcessPod,
): AttemptFunction {
  return {
    async call(given) {
      const { process, exited, exitCode } = createTaskProcess(environment);
      const values = inputs.map(({ name }) => given[name]);
      const last = values.findLastIndex((value) => value !== undefined);
      const run = async (): Promise<unknown> =>
        code.load(process)(...(style === 'object' ? [{ ...given }] : values.slice(0, last + 1)));
      const returned = run().then(
        (value) => ({ value, exitCode: exitCode() }),
        // After an exit, its own exception may come first.
        async (error: unknown) => {
          await Promise.resolve();
          throw error;
        },
      );
      return Promise.race([exited.then((code) => ({ exited: code })), returned]);
    },
    mapFrame: code.mapFrame,
  };
}
