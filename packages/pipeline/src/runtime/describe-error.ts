import { attempt } from './attempt.ts';
import { inspect } from './kept-modules.ts';
import { TaskError } from './task-error.ts';

/** Maps a stack frame, with the line break before it, to the user's source; returns '' for a frame that is not the user's. */
export type FrameMapper = (frame: string) => string;

/** Most causes that are printed. */
const longestChain = 20;

/** Returns the text of an error that ended a task, or of any other thrown value, with its causes. Never throws. */
export function describeError(task: string, error: unknown, map: FrameMapper): string {
  if (error instanceof TaskError) return error.message;
  let causes = -1;
  for (let at = error; at && causes < longestChain; at = attempt(() => (at as Error).cause)) causes += 1;
  const texts = [
    // By default, Node.js prints two causes.
    () => inspect(error, { depth: Math.max(2, causes) }),
    () => (error as Error).stack,
    () => inspect(error, { customInspect: false }),
  ].map(attempt);
  // Node.js gives up with `[object Error]`, or with `[Circular]` if `Array.prototype.includes` is patched.
  const printed = texts.find((text) => text && !/^\[(obj|Circ)/.test(text));
  const text = `${printed}`.replace(/\n +(at|\.{3}) .*/g, map);
  // What `eval` runs has a frame like `at eval (eval at f (components.ts:3), <anonymous>:1:7)`.
  const place = /^ +at .*?([^( ]+:\d+)\)?(,|$)/m.exec(text);
  return `PIPELINE_FUNCTION_FAILED: ${task} failed${place ? ` at ${place[1]}` : ''}.\n${text}`;
}
