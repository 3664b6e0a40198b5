import { describeError } from './describe-error.ts';
import { keepOutput, leave, printError } from './task-streams.ts';

/** Maps the lines of a script to sources: triples of the first line in the script, the index of the file (-1: none), and the line there (0: unknown). */
export interface LineTable {
  readonly files: readonly string[];
  readonly lines: readonly number[];
}

// A stack whose first frame is in the script; declared around this code (see code/script-text.ts).
declare const scriptStack: string;

let done = false;

/** Marks the task as ended. Returns whether it had not ended before. */
export function finish(): boolean {
  const isFirst = !done;
  done = true;
  return isFirst;
}

/** Prints every error that ends the task with lines of the source, including errors of modules that are still loading. */
export function reportErrors(component: LineTable & { readonly name: string }): void {
  const { name } = component;
  const script = /^ +at (?:.*? \()?(.*):\d+:\d+\)?$/m.exec(scriptStack)?.[1] ?? '';
  const report = (error: unknown): void => {
    finish();
    printError(describeError(name, error, (line) => findPlace(line, script, component)));
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
function findPlace(frame: string, script: string, { files, lines }: LineTable): string | undefined {
  const [before = '', after] = frame.split(`${script}:`);
  if (after === undefined) return isForeign(frame) ? undefined : frame;
  const line = Number.parseInt(after, 10);
  let place: string | undefined;
  for (let at = 0; at < lines.length; at += 3) {
    const [first = 0, file = -1, source = 0] = lines.slice(at, at + 3);
    if (first > line) break;
    place = files[file] && (source === 0 ? files[file] : `${files[file]}:${source + line - first}`);
  }
  return place && before + place + (before.endsWith('(') ? ')' : '');
}

/** Tells whether a stack frame belongs to the start of the script, or is a note about matching lines. */
function isForeign(frame: string): boolean {
  return (
    frame.includes('node:internal') ||
    frame.includes(`${process.argv[1]}:`) ||
    frame.includes(' lines matching ')
  );
}
