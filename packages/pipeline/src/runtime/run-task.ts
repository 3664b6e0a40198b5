import type { ValueRoute } from '../ir/component/component-descriptor.ts';
import { type CheckedInput, checkArgument } from './arguments/check-argument.ts';
import { readArguments, type TaskInput } from './arguments/read-arguments.ts';
import { kept } from './kept-modules.ts';
import { finish, type LineTable } from './report-errors.ts';
import { leave } from './task-streams.ts';
import { user } from './user-realm.ts';
import { writeFields } from './write-fields.ts';
import { type TaskOutput, writeOutput } from './write-output.ts';

/** The description of a component in its own code. */
export interface TaskComponent {
  readonly name: string;
  /** Whether the function takes one object with the inputs. */
  readonly style?: 'object';
  readonly inputs: readonly (TaskInput & CheckedInput)[];
  /** Its route, or more about it; a list if each field of the result is an output. */
  readonly output: ValueRoute | TaskOutput | readonly TaskOutput[];
  /** Folder from which packages are loaded that are not bundled. @default the working folder */
  readonly from?: string;
  /** The lines of the script that has this description. */
  readonly lines: LineTable;
}

/** Loads the user's code, calls the function, and passes on its awaited result. */
export type StartFunction = (values: readonly unknown[], done: (result: unknown) => void) => void;

/**
 * Runs a function as the task of this process: reads arguments from the environment, and writes the output to files.
 *
 * Reads everything that it needs before the user's code loads, because that may change the environment.
 */
export function runTask({ name, inputs, style, output }: TaskComponent, start: StartFunction): void {
  const env = { ...process.env };
  const given = readArguments(name, inputs, env);
  const values = inputs.map((input, index) => checkArgument(name, input, given[index]));
  start(style ? [asObject(inputs, values)] : trimmed(values), (result) => {
    // Node.js reports unhandled rejections before the next turn of the event loop.
    kept.setImmediate(() => {
      if (!finish()) return;
      if (!isList(output))
        writeOutput(name, typeof output === 'string' ? { route: output } : output, result, { env });
      else writeFields(name, output, result, { env });
      // Open timers or sockets must not keep the task running.
      leave();
    });
  });
}

function isList(output: TaskComponent['output']): output is readonly TaskOutput[] {
  return Array.isArray(output);
}

function asObject(inputs: readonly TaskInput[], values: readonly unknown[]): Record<string, unknown> {
  const given = inputs
    .map((input, index) => [input.name, values[index]] as const)
    .filter(([, value]) => value !== undefined);
  return user.Object.fromEntries(given);
}

/** Removes omitted arguments at the end, so that `arguments.length` is right. */
function trimmed(values: readonly unknown[]): readonly unknown[] {
  return values.slice(0, values.findLastIndex((value) => value !== undefined) + 1);
}
