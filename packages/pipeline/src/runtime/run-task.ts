import { type CheckedInput, checkArgument } from './arguments/check-argument.ts';
import { readArgument, type TaskInput } from './arguments/read-arguments.ts';
import {
  OMITS_INPUTS,
  PASSES_LIST,
  PASSES_OBJECT,
  WRITES_FIELDS,
  WRITES_FILES,
  WRITES_LARGE_VALUES,
  WRITES_PLAIN,
  WRITES_VALUES,
} from './features.ts';
import type { LineTable } from './find-place.ts';
import { nextTurn, process, writeFile } from './kept-modules.ts';
import { writeInFolder } from './outputs/make-folder.ts';
import { writeFields } from './outputs/write-fields.ts';
import { type TaskOutput, writeOutput } from './outputs/write-output.ts';
import { hasEnded, leave } from './task-streams.ts';
import { user } from './user-realm.ts';

/** The description of a component in its own code. */
export interface TaskComponent {
  readonly name: string;
  /** Whether the function takes one object with the inputs. */
  readonly style?: 'object';
  readonly inputs: readonly (TaskInput & CheckedInput)[];
  /** Its route, or more about it; a list if each field of the result is an output. */
  readonly output: TaskOutput['route'] | TaskOutput | readonly TaskOutput[];
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
export function runTask(component: TaskComponent, start: StartFunction): void {
  const { name, inputs, output } = component;
  const env = { ...process.env };
  const values: readonly unknown[] = inputs.map((input, index) =>
    checkArgument(name, input, readArgument(name, input, index, env)),
  );
  let given = values;
  if (PASSES_OBJECT && (component.style || !PASSES_LIST)) given = [asObject(inputs, values)];
  else if (OMITS_INPUTS) given = trimmed(values);
  start(given, (result) => {
    // Node.js reports unhandled rejections before the next turn of the event loop.
    nextTurn(() => {
      if (hasEnded) return;
      if (WRITES_FIELDS && isList(output)) writeFields(name, output, result, env, write);
      // It is not a list, and only files have more than a route.
      else if (WRITES_FILES && typeof output !== 'string')
        writeOutput(name, output as TaskOutput, result, env, write);
      else if (WRITES_VALUES || WRITES_PLAIN || WRITES_FILES)
        writeOutput(name, { route: output as TaskOutput['route'] }, result, env, write);
      // Open timers or sockets must not keep the task running.
      leave();
    });
  });
}

// The folder of parameters is /tmp, which images with Node.js have. Making it would take 70 bytes of each function.
const write = WRITES_LARGE_VALUES ? writeInFolder : writeFile;

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
