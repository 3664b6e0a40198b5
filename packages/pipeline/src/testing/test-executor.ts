import {
  createInProcessExecutor,
  type Executor,
  type InProcessEnd,
  type InProcessPod,
  type RunFolder,
} from '@tiphys/engine';
import type { CalledComponent } from '../compile/compile-pipeline.ts';
import type { ComponentDescriptor } from '../ir/component/component-descriptor.ts';
import type { CallRecord, CallRecords } from './mocks/call-records.ts';
import type { Breakdown, MockCall, MockFunction } from './mocks/mock.ts';
import type { MockBook } from './mocks/mock-book.ts';
import type { RunDriver } from './run-driver.ts';
import type { FunctionCode } from './task/function-code.ts';
import { functionValues } from './task/function-values.ts';
import { realFunction } from './task/real-function.ts';
import { type AttemptFunction, runAttempt } from './task/run-attempt.ts';
import { outputFile } from './task/stand-in.ts';
import { standInValues } from './task/stand-in-values.ts';
import { startDaemon } from './task/start-daemon.ts';
import type { TaskValues } from './task/task-values.ts';
import { isFunction, SUBMISSION } from './templates/task-templates.ts';
import { toMilliseconds } from './time/duration.ts';
import type { Timeline } from './time/timeline.ts';

/** What the executor of a test run works with. */
export interface TestExecutorOptions {
  readonly folder: RunFolder;
  readonly mocks: MockBook;
  readonly records: CallRecords;
  readonly driver: RunDriver;
  readonly timeline: Timeline;
  /** The functions of components without mocks. */
  readonly functions: ReadonlyMap<ComponentDescriptor, FunctionCode>;
  /** Returns the component that a script stands for. */
  readonly componentOf: (source: string) => CalledComponent | undefined;
}

/** Creates an executor that calls mocks and functions in this process. */
export function createTestExecutor(options: TestExecutorOptions): Executor {
  const executor = createInProcessExecutor({
    folder: options.folder,
    clock: options.timeline,
    run: (pod) => runPod(pod, options),
  });
  return {
    ...executor,
    start: (request, report = () => {}) =>
      request.template.daemon === true
        ? startDaemon(request, report, options.driver)
        : executor.start(request, report),
  };
}

async function runPod(pod: InProcessPod, options: TestExecutorOptions): Promise<InProcessEnd> {
  const { mocks, records, driver } = options;
  const { nodeId, nodeName, displayName, template } = pod.request;
  const source = template.script?.source ?? '';
  if (source === SUBMISSION) return submit(pod);
  const component = options.componentOf(source);
  if (component === undefined) throw new Error(`unreachable: ${nodeName} runs no component`);
  const { descriptor } = component;
  const record = records.begin(descriptor, nodeName, displayName);
  const { attempts } = record;
  const isCurrent = (): boolean => record.attempts === attempts && !pod.signal.aborted;
  pod.signal.addEventListener('abort', () => {
    driver.wake(nodeId);
    if (record.attempts === attempts && record.status === 'Running') record.status = 'Failed';
  });
  const values = (isFunction(component) ? functionValues : standInValues)(component, pod);
  const breakdown = mocks.breakdownOf(descriptor);
  const attempt: Attempt = { pod, record, options };
  const end =
    breakdown !== undefined && attempts <= (breakdown.times ?? Number.POSITIVE_INFINITY)
      ? breakDownAttempt(descriptor, values, { record, breakdown })
      : await runAttempt(descriptor.name, values, { record, run: functionOf(descriptor, attempt) });
  if (isCurrent()) record.status = statusOf(end);
  return end;
}

/** Gives the name and the id of a workflow that a task would submit. */
function submit(pod: InProcessPod): InProcessEnd {
  const { template, nodeId } = pod.request;
  const submitted = `${(template.name ?? '').replace(/^submit-/, '')}-${nodeId.replace(/^.*-/, '')}`;
  for (const { name } of template.outputs?.parameters ?? [])
    pod.write(pod.pathOf(outputFile(name)), name === 'name' ? submitted : nodeId);
  return { exitCode: 0 };
}

function statusOf({ exitCode, lost }: InProcessEnd): CallRecord['status'] {
  if (lost === true) return 'Error';
  return exitCode === 0 ? 'Succeeded' : 'Failed';
}

interface Attempt {
  readonly pod: InProcessPod;
  readonly record: CallRecord;
  readonly options: TestExecutorOptions;
}

function breakDownAttempt(
  { name }: ComponentDescriptor,
  values: TaskValues,
  { record, breakdown }: { readonly record: CallRecord; readonly breakdown: Breakdown },
): InProcessEnd {
  const { exitCode = 1, message, phase } = breakdown;
  record.inputs = values.read();
  record.error = message ?? `The test made ${name} fail.`;
  return {
    exitCode,
    ...(message === undefined ? {} : { message }),
    ...(phase === 'Error' ? { lost: true } : {}),
  };
}

function functionOf(component: ComponentDescriptor, attempt: Attempt): AttemptFunction {
  const { pod, options } = attempt;
  const mocked = options.mocks.functionOf(component);
  if (mocked !== undefined) return mockFunction(mocked, attempt);
  const code = options.functions.get(component);
  if (code === undefined) throw new Error(`unreachable: no function of ${component.name}`);
  return realFunction(component, code, { pod, folder: options.folder });
}

function mockFunction(run: MockFunction, { pod, record, options }: Attempt): AttemptFunction {
  const call: MockCall = {
    attempt: record.attempts,
    name: record.name,
    signal: pod.signal,
    sleep: async (time) => sleep(toMilliseconds(time, 'sleep(...)'), pod, options),
  };
  return {
    // The mock takes the inputs of its component.
    call: async (inputs) => ({ value: await run(inputs as never, call) }),
    mapFrame: (frame) => (isOwn(frame) ? '' : frame),
  };
}

function isOwn(frame: string): boolean {
  return frame.includes('node:') || frame.includes(import.meta.dirname);
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
