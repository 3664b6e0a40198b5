import { describeError } from './describe-error.ts';
import { keepOutput, leave, printError } from './task-streams.ts';

/**
 * The sources of the lines of a script: for each file, its runs of lines. Each run is two numbers: its first line in the script, and that line in
 * the file (0: unknown). The file '' stands for lines that are not the user's.
 */
export type LineTable = Readonly<Record<string, readonly number[]>>;

let done = false;

/** Marks the task as ended. Returns whether it had not ended before. */
export function finish(): boolean {
  const isFirst = !done;
  done = true;
  return isFirst;
}

/**
 * Prints every error that ends the task with lines of the source, including errors of modules that are still loading.
 *
 * @param tables the lines of each script, by its path in stack frames
 */
export function reportErrors(name: string, tables: ReadonlyMap<string, LineTable>): void {
  const report = (error: unknown): void => {
    finish();
    printError(describeError(name, error, (frame) => findPlace(frame, tables)));
    leave(1);
  };
  keepOutput();
  process.on('uncaughtException', report);
  process.on('unhandledRejection', report);
  process.on('exit', (code) => {
    if (done || code !== 0) return;
    printError(
      `PIPELINE_TASK_UNFINISHED: ${name} ended without a result: it waits for a promise that never settles, or it exited the process.`,
    );
    process.exitCode = 1;
  });
}

/** Returns a stack frame with its place in the source; `undefined` for a frame that is not the user's. */
function findPlace(frame: string, tables: ReadonlyMap<string, LineTable>): string | undefined {
  for (const [script, table] of tables) {
    const [before = '', after] = frame.split(`${script}:`);
    if (after === undefined) continue;
    const line = Number.parseInt(after, 10);
    let nearest = 0;
    let place = '';
    for (const [file, runs] of Object.entries(table))
      for (let at = 0; at < runs.length; at += 2) {
        const [first = 0, source = 0] = runs.slice(at, at + 2);
        if (first > line || first <= nearest) continue;
        nearest = first;
        place = file && source ? `${file}:${source + line - first}` : file;
      }
    return place === '' ? undefined : before + place + (before.endsWith('(') ? ')' : '');
  }
  return /node:internal| lines matching /.test(frame) ? undefined : frame;
}
