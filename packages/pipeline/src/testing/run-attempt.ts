import { existsSync } from 'node:fs';
import type { InProcessEnd, InProcessPod } from '@tiphys/engine';
import type { ComponentDescriptor } from '../ir/component/component-descriptor.ts';
import { taskEnvironment } from '../ir/wire/task-protocol.ts';
import { describeError, type FrameMapper } from '../runtime/describe-error.ts';
import { readArguments } from '../runtime/read-arguments.ts';
import { TaskError } from '../runtime/task-error.ts';
import { writeFields } from '../runtime/write-fields.ts';
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
  { name, output }: ComponentDescriptor,
  value: unknown,
  pod: InProcessPod,
  record: CallRecord,
): void {
  const { environment: env } = pod;
  const texts = new Map<string, string>();
  const write = (path: string, content: string): void => void texts.set(path, content);
  if (output.fields === undefined) {
    writeOutput(name, output, withPath(output.route, value, pod, ''), { env, write });
    record.result = readResult(output.route, pod, texts, '');
  } else {
    const fields = Object.entries(output.fields).map(([field, one]) => ({ name: field, ...one }));
    const given = value as Readonly<Record<string, unknown>>; // writeFields refuses anything else
    const paths = fields.map((one, index) => [
      one.name,
      withPath(one.route, given?.[one.name], pod, `_${index}`),
    ]);
    const isObject = typeof value === 'object' && value !== null;
    writeFields(name, fields, isObject ? { ...value, ...Object.fromEntries(paths) } : value, { env, write });
    record.result = Object.fromEntries(
      fields.flatMap((one, index) => {
        const result = readResult(one.route, pod, texts, `_${index}`);
        return result === undefined ? [] : [[one.name, result]];
      }),
    );
  }
  for (const [path, content] of texts) pod.write(path, content);
}

/** Returns a result with the path of a file in place of its content. */
function withPath(route: string, value: unknown, pod: InProcessPod, suffix: string): unknown {
  const file = pod.environment[taskEnvironment.outputFile + suffix];
  if (route !== 'file' || file === undefined || !isContent(value)) return value;
  pod.write(file, value.content);
  return file;
}

/** Returns a result as other tasks get it. */
function readResult(
  route: string,
  { environment }: InProcessPod,
  texts: ReadonlyMap<string, string>,
  suffix: string,
): unknown {
  const file = environment[taskEnvironment.outputFile + suffix];
  if (route === 'file') return file !== undefined && existsSync(file) ? file : undefined;
  const text =
    route === 'none' ? undefined : texts.get(file ?? environment[taskEnvironment.output + suffix] ?? '');
  return text === undefined ? undefined : JSON.parse(text);
}

function isContent(value: unknown): value is FileContent {
  return typeof value === 'object' && value !== null && 'content' in value;
}
