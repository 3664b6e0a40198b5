import type { InProcessEnd } from '@tiphys/engine';
import { describeError, type FrameMapper } from '../../runtime/describe-error.ts';
import { TaskError } from '../../runtime/task-error.ts';
import type { CallRecord } from '../mocks/call-records.ts';
import type { TaskInputs, TaskValues } from './task-values.ts';

/** What a function returned, or the exit code with which it has ended the task. */
export type AttemptResult =
  | { readonly value: unknown; readonly exitCode?: number }
  | { readonly exited: number };

/** The function that an attempt calls with the inputs by name, and how its errors are shown. */
export interface AttemptFunction {
  call(inputs: TaskInputs): Promise<AttemptResult>;
  readonly mapFrame: FrameMapper;
}

/** Runs an attempt as the code in a task does: decodes the inputs, calls the function, and encodes the result. */
export async function runAttempt(
  task: string,
  values: TaskValues,
  { record, run }: { readonly record: CallRecord; readonly run: AttemptFunction },
): Promise<InProcessEnd> {
  try {
    record.inputs = values.read();
    // The function may change what it gets.
    const returned = await run.call(structuredClone(record.inputs));
    if ('exited' in returned) return endWithout(task, record, returned.exited);
    const { result, output } = values.write(returned.value);
    record.result = result;
    return { exitCode: returned.exitCode ?? 0, ...(output === undefined ? {} : { output }) };
  } catch (error) {
    record.error = describeError(task, error, run.mapFrame);
    return { exitCode: 1 };
  }
}

function endWithout(task: string, record: CallRecord, exitCode: number): InProcessEnd {
  if (exitCode === 0)
    throw new TaskError(`PIPELINE_TASK_UNFINISHED: ${task} ended without a result: it exited the process.`);
  record.error = `${task} called process.exit(${exitCode}).`;
  return { exitCode };
}
