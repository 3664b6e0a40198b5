import { attempt } from './attempt.ts';
import { kept } from './kept-modules.ts';
import { TaskError } from './task-error.ts';

/** Maps a stack frame to the user's source; returns `undefined` for a frame that is not the user's. */
export type FrameMapper = (frame: string) => string | undefined;

/** Depth to which Node.js prints the properties of an error, including its causes. */
const printedDepth = 2;

/** Returns the text of an error that ended a task, or of any other thrown value, with its causes. Never throws. */
export function describeError(task: string, error: unknown, map: FrameMapper): string {
  if (error instanceof TaskError) return `${error.code}: ${error.message}`;
  const failed = `PIPELINE_FUNCTION_FAILED: ${task} `;
  if (!kept.isNativeError(error))
    return `${failed}threw ${typeof error === 'string' ? JSON.stringify(error) : printed(error)}.`;
  const text = withCauses(error)
    .split('\n')
    .flatMap((line) => (/^ +(at|\.{3} \d+ lines) /.test(line) ? (map(line) ?? []) : line))
    .join('\n');
  const place = /^ +at .*?\(?(\S+:\d+)\)?$/m.exec(text);
  return `${failed}failed${place ? ` at ${place[1]}` : ''}.\n${text}`;
}

/** Returns the text of an error, and of causes that are too deep for Node.js to print with it. */
function withCauses(error: Error): string {
  let text = printed(error);
  const seen = new Set<unknown>();
  for (
    let at: unknown = error;
    kept.isNativeError(at) && !seen.has(at);
    at = attempt(() => (at as Error).cause)
  ) {
    if (seen.size > printedDepth) text += `\n[cause]: ${printed(at, 0)}`;
    seen.add(at);
  }
  return text;
}

/** Returns what Node.js prints for a value, or as much as possible if its getters throw. */
function printed(value: unknown, depth = printedDepth): string {
  for (const customInspect of [true, false]) {
    const text = attempt(() => kept.inspect(value, { depth, customInspect }));
    // Node.js gives up with `[object Error]`, or with `[Circular]` if `Array.prototype.includes` is patched.
    if (text && !/^\[(object|Circular) /.test(text)) return text;
  }
  return String(
    attempt(() => (value as Error).stack) ??
      attempt(() => (value as Error).message) ??
      'a value that cannot be printed',
  );
}
