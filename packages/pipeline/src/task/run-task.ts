import { readArguments, type TaskInput } from './read-arguments.ts';
import { finish } from './report-errors.ts';
import { writeOutput } from './write-output.ts';

/** A component as its own code knows it. */
export interface Task {
  readonly style: 'positional' | 'object';
  readonly inputs: readonly TaskInput[];
  readonly output: 'value' | 'large' | 'file' | 'none';
}

/** Runs a function as the task that this process is: arguments from the environment, output to files. */
export async function runTask(
  name: string,
  task: Task,
  call: (...values: readonly unknown[]) => unknown,
): Promise<void> {
  const values = readArguments(name, task.inputs, process.env);
  const result = await call(...(task.style === 'object' ? [asObject(task.inputs, values)] : trimmed(values)));
  writeOutput(name, task.output, result, process.env);
  finish();
  // What the function has left open (timers, sockets) must not keep the task running.
  process.exit();
}

function asObject(inputs: readonly TaskInput[], values: readonly unknown[]): Record<string, unknown> {
  const given = inputs
    .map((input, index) => [input.name, values[index]] as const)
    .filter(([, value]) => value !== undefined);
  return Object.fromEntries(given);
}

/** Arguments without the trailing ones that were not given, so that `arguments.length` is what the caller wrote. */
function trimmed(values: readonly unknown[]): readonly unknown[] {
  return values.slice(0, values.findLastIndex((value) => value !== undefined) + 1);
}
