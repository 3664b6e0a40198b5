import type { InProcessEnd, InProcessPod } from '@tiphys/engine';
import type { ComponentDescriptor } from '../ir/component/component-descriptor.ts';
import { taskEnvironment } from '../ir/wire/task-protocol.ts';
import { describeError, type FrameMapper } from '../runtime/describe-error.ts';
import { readArguments } from '../runtime/read-arguments.ts';
import { TaskError } from '../runtime/task-error.ts';
import { writeOutput } from '../runtime/write-output.ts';
import type { CallRecord } from './call-records.ts';
import type { FileContent } from './tested-types.ts';

/** The function that an attempt calls with the inputs by name, and how its errors are shown. */
export interface AttemptFunction {
  call(inputs: Readonly<Record<string, unknown>>): Promise<AttemptResult>;
  readonly mapFrame: FrameMapper;
}

/** What a function returned, or the exit code with which it has ended the task. */
export type AttemptResult =
  | { readonly value: unknown; readonly exitCode?: number }
  | { readonly exited: number };

/** Runs an attempt as the code in a task does: decodes the inputs, calls the function, and encodes the result. */
export async function runAttempt(
  component: ComponentDescriptor,
  pod: InProcessPod,
  { record, run }: { readonly record: CallRecord; readonly run: AttemptFunction },
): Promise<InProcessEnd> {
  try {
    record.inputs = readInputs(component, pod.environment);
    const result = await run.call(record.inputs);
    if ('exited' in result) return endWithout(component, record, result.exited);
    writeResult(component, result.value, pod, record);
    return { exitCode: result.exitCode ?? 0 };
  } catch (error) {
    record.error = describeError(component.name, error, run.mapFrame);
    return { exitCode: 1 };
  }
}

/** Returns the inputs of a task by name, without omitted ones. */
export function readInputs(
  { name, inputs }: ComponentDescriptor,
  environment: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  const values = readArguments(name, inputs, environment);
  return Object.fromEntries(
    inputs.flatMap((input, index) => (values[index] === undefined ? [] : [[input.name, values[index]]])),
  );
}

function endWithout(component: ComponentDescriptor, record: CallRecord, exitCode: number): InProcessEnd {
  if (exitCode !== 0) {
    record.error = `${component.name} called process.exit(${exitCode}).`;
    return { exitCode };
  }
  throw new TaskError(
    'PIPELINE_TASK_UNFINISHED',
    `${component.name} ended without a result: it exited the process.`,
  );
}

function writeResult(
  { name, output: { route } }: ComponentDescriptor,
  value: unknown,
  pod: InProcessPod,
  record: CallRecord,
): void {
  const file = pod.environment[taskEnvironment.outputFile];
  if (route === 'file' && isContent(value) && file !== undefined) {
    pod.write(file, value.content);
    record.result = file;
    return;
  }
  const texts = new Map<string, string>();
  writeOutput(name, { route }, value, pod.environment, '', (path, content) => texts.set(path, content));
  for (const [path, content] of texts) pod.write(path, content);
  const text = texts.get(file ?? pod.environment[taskEnvironment.output] ?? '');
  if (route === 'file') record.result = file;
  else if (route !== 'none' && text !== undefined) record.result = JSON.parse(text);
}

function isContent(value: unknown): value is FileContent {
  return typeof value === 'object' && value !== null && 'content' in value;
}
