import type { ValueRoute } from '../component-descriptor.ts';
import { type Check, checkArgument } from './check-argument.ts';
import { kept } from './kept-modules.ts';
import { readArguments, type TaskInput } from './read-arguments.ts';
import { finish, type LineTable } from './report-errors.ts';
import { leave } from './task-streams.ts';
import { user } from './user-realm.ts';
import { writeOutput } from './write-output.ts';

/** A component as its own code knows it. */
export interface TaskComponent extends LineTable {
  readonly name: string;
  readonly style: 'positional' | 'object';
  readonly inputs: readonly TaskInput[];
  readonly output: ValueRoute;
  /** Validators of the inputs, in their order; 0 for an input of which nothing is asked. */
  readonly checks?: readonly (Check | 0)[];
}

/** Loads the user's code, calls the function, and hands on what it returns or what its promise gives. */
export type StartFunction = (values: readonly unknown[], done: (result: unknown) => void) => void;

/**
 * Runs a function as the task that this process is: arguments from the environment, output to files.
 *
 * All that it needs is read before the user's code loads, which may change the environment.
 */
export function runTask(component: TaskComponent, start: StartFunction): void {
  const { name, inputs, checks = [], style, output } = component;
  const env = { ...process.env };
  const given = readArguments(name, inputs, env);
  const values = inputs.map((input, index) =>
    checkArgument(name, { ...input, check: checks[index] ?? 0 }, given[index]),
  );
  start(style === 'object' ? [asObject(inputs, values)] : trimmed(values), (result) => {
    // A promise that the function did not wait for may have failed by now: Node.js tells before the next turn.
    kept.setImmediate(() => {
      if (!finish()) return;
      writeOutput(name, output, result, env);
      // What the function has left open (timers, sockets) must not keep the task running.
      leave();
    });
  });
}

function asObject(inputs: readonly TaskInput[], values: readonly unknown[]): Record<string, unknown> {
  const given = inputs
    .map((input, index) => [input.name, values[index]] as const)
    .filter(([, value]) => value !== undefined);
  return user.Object.fromEntries(given);
}

/** Arguments without the trailing ones that were not given, so that `arguments.length` is what the caller wrote. */
function trimmed(values: readonly unknown[]): readonly unknown[] {
  return values.slice(0, values.findLastIndex((value) => value !== undefined) + 1);
}
