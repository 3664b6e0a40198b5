import { shortText } from './short-text.ts';
import { TaskError } from './task-error.ts';

/** Lines of a script and where they come from: triples of first line in the script, index of the file (-1: none), line there (0: unknown). */
export interface LineTable {
  readonly files: readonly string[];
  readonly lines: readonly number[];
}

let done = false;

/** Says that the task has done its work, so that the process may end. */
export function finish(): void {
  done = true;
}

/** Prints every error that ends the task with the lines of the source, also those of modules that are still loading. */
export function reportErrors(component: LineTable & { readonly name: string }): void {
  const { name } = component;
  // The first frame is this function, so its file is the script.
  const script = /\((.*):\d+:\d+\)$/m.exec(new Error().stack ?? '')?.[1] ?? '';
  const report = (error: unknown): void => {
    finish();
    for (const part of describe(name, error, (line) => findPlace(line, script, component))) {
      // biome-ignore lint/suspicious/noConsole: a task's log is where its errors belong.
      console.error(part);
    }
    process.exit(1);
  };
  process.on('uncaughtException', report);
  process.on('unhandledRejection', report);
  process.on('exit', (code) => {
    if (done || code !== 0) return;
    // biome-ignore lint/suspicious/noConsole: a task's log is where its errors belong.
    console.error(
      `PIPELINE_TASK_UNFINISHED: ${name} ended without a result: it waits for what never comes, or ended the process.`,
    );
    process.exitCode = 1;
  });
}

type Mapper = (frame: string) => string | undefined;

function describe(name: string, error: unknown, map: Mapper): readonly unknown[] {
  if (error instanceof TaskError) return [`${error.code}: ${error.message}`];
  if (!(error instanceof Error)) return [`PIPELINE_FUNCTION_FAILED: ${name} threw ${shortText(error)}.`];
  mapStacks(error, map);
  const place = /\(?(\S+:\d+)\)?$/m.exec(error.stack?.split('\n    at ')[1] ?? '')?.[1];
  return [`PIPELINE_FUNCTION_FAILED: ${name} failed${place ? ` at ${place}` : ''}.`, error];
}

/** Rewrites the stacks of an error and of its causes. */
function mapStacks(error: unknown, map: Mapper): void {
  if (!(error instanceof Error) || error.stack === undefined) return;
  const lines = error.stack.split('\n').map((line) => (/^ {4}at /.test(line) ? map(line) : line));
  error.stack = lines.filter((line) => line !== undefined).join('\n');
  for (const inner of [error.cause, ...((error as Partial<AggregateError>).errors ?? [])])
    mapStacks(inner, map);
}

/** Returns a line of a stack with the place in the source; `undefined` for a line that is not the user's. */
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

/** Whether a line of a stack is about how the script was started. */
function isForeign(frame: string): boolean {
  return frame.includes('node:internal') || frame.includes(`${process.argv[1]}:`);
}
