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
  const text = printed(error).replace(/\n +(at|\.{3} \d+ lines) .*/g, map);
  const place = /\n +at .*?([^( ]+:\d+)\)?(\n|$)/.exec(text);
  return `PIPELINE_FUNCTION_FAILED: ${task} failed${place ? ` at ${place[1]}` : ''}.\n${text}`;
}

/** Returns what Node.js prints for a value, or as much as possible if its getters throw. */
function printed(value: unknown): string {
  let causes = -1;
  let at = value;
  for (; at && causes < longestChain; at = attempt(() => (at as Error).cause)) causes += 1;
  // By default, Node.js prints two causes.
  const texts = [
    () => inspect(value, { depth: Math.max(2, causes) }),
    () => (value as Error).stack,
    () => (value as Error).message,
  ].map(attempt);
  // Node.js gives up with `[object Error]`, or with `[Circular]` if `Array.prototype.includes` is patched.
  return `${texts.find((text) => text && !/^\[(object|Circular) /.test(text))}`;
}
