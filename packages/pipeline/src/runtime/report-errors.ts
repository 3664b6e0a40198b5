import { describeError } from './describe-error.ts';
import { process } from './kept-modules.ts';
import { hasEnded, leave, printError } from './task-streams.ts';

/** Prints every error that ends the task, including errors of modules that are still loading, and of listeners for its end. */
export function reportErrors(name: string, map: (frame: string) => string): void {
  for (const event of ['uncaughtException', 'unhandledRejection'])
    process.on(event, (error: unknown) => {
      printError(describeError(name, error, map));
      // Whatever the user's code does until then.
      process.on('exit', () => {
        process.exitCode = 1;
      });
      leave(1);
    });
  process.on('exit', (code) => {
    if (hasEnded || code) return;
    printError(
      `PIPELINE_TASK_UNFINISHED: ${name} ended without a result: it exited the process, or a promise never settles.`,
    );
    process.exitCode = 1;
  });
}
