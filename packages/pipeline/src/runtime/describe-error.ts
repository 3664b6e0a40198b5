import { kept } from './kept-modules.ts';
import { TaskError } from './task-error.ts';

/** Maps a stack frame to the user's source; returns `undefined` for a frame that is not the user's. */
export type FrameMapper = (frame: string) => string | undefined;

/** Depth to which Node.js prints the properties of an error, including its causes. */
const printedDepth = 2;

/** Returns the text of an error that ended a task, or of any other thrown value, with its causes. Never throws. */
export function describeError(task: string, error: unknown, map: FrameMapper): string {
  if (error instanceof TaskError) return `${error.code}: ${error.message}`;
  if (!kept.isNativeError(error)) return `PIPELINE_FUNCTION_FAILED: ${task} threw ${describeThrown(error)}.`;
  const lines: string[] = [];
  for (const line of causesOf(error).flatMap((text) => text.split('\n'))) {
    const mapped = /^ +(at|\.{3} \d+ lines) /.test(line) ? map(line) : line;
    if (mapped !== undefined) lines.push(mapped);
  }
  const place = /^ +at .*?\(?(\S+:\d+)\)?$/m.exec(lines.join('\n'))?.[1];
  return `PIPELINE_FUNCTION_FAILED: ${task} failed${place ? ` at ${place}` : ''}.\n${lines.join('\n')}`;
}

/** Returns the text of an error, and of causes that are too deep for Node.js to print with it. */
function causesOf(error: Error): readonly string[] {
  const texts = [printed(error)];
  const seen = new Set<unknown>();
  for (let at: unknown = error; kept.isNativeError(at) && !seen.has(at); at = attempt(at, 'cause')) {
    if (seen.size > printedDepth) texts.push(`[cause]: ${printed(at, 0)}`);
    seen.add(at);
  }
  return texts;
}

function describeThrown(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : printed(value);
}

/** Returns what Node.js prints for a value, or as much as possible if its getters throw. */
function printed(value: unknown, depth = printedDepth): string {
  for (const customInspect of [true, false]) {
    try {
      const text = kept.inspect(value, { depth, customInspect });
      // Node.js gives up with `[object Error]`, or with `[Circular]` if `Array.prototype.includes` is patched.
      if (!/^\[(object|Circular) /.test(text)) return text;
    } catch {
      // A method or getter of the value threw.
    }
  }
  return String(attempt(value, 'stack') ?? attempt(value, 'message') ?? 'a value that cannot be printed');
}

function attempt(value: unknown, name: string): unknown {
  try {
    return (value as Readonly<Record<string, unknown>>)[name];
  } catch {
    return undefined;
  }
}
