import { kept } from './kept-modules.ts';
import { TaskError } from './task-error.ts';

/** Returns a line of a stack as the user should see it; `undefined` for a line that is not the user's. */
export type FrameMapper = (frame: string) => string | undefined;

/** Depth to which Node.js prints what hangs on an error, its causes included. */
const printedDepth = 2;

/** Returns the text for an error that ended a task, or for anything else that was thrown, with its causes; never throws. */
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

/** The text of an error, and of the causes that are too deep for Node.js to print with it. */
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

/** What Node.js prints for a value, or the most that can be had of it when its getters throw. */
function printed(value: unknown, depth = printedDepth): string {
  for (const customInspect of [true, false]) {
    try {
      const text = kept.inspect(value, { depth, customInspect });
      // Node.js gives up with `[object Error]`, or takes everything for circular where `includes` of lists is patched.
      if (!/^\[(object|Circular) /.test(text)) return text;
    } catch {
      // A method or getter of the value threw.
    }
  }
  return String(attempt(value, 'stack') ?? attempt(value, 'message') ?? 'what cannot be printed');
}

function attempt(value: unknown, name: string): unknown {
  try {
    return (value as Readonly<Record<string, unknown>>)[name];
  } catch {
    return undefined;
  }
}
