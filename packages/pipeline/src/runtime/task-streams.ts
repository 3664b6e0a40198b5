import type { Writable } from 'node:stream';
import { attempt } from './attempt.ts';
import { exit, process, writeNow } from './kept-modules.ts';

interface Handled {
  readonly _handle?: { setBlocking?(blocking: boolean): void };
}

const { stdout, stderr } = process;

/**
 * The `write` of stdout and stderr, kept before the user's code runs and may replace it.
 *
 * Writes are synchronous for pipes, as they are for files. Otherwise, what a slow reader has not read yet would be lost when this process
 * exits. A closed pipe does not end the task.
 */
const [writeOut, writeError] = [stdout, stderr].map((stream) => {
  (stream as Handled)._handle?.setBlocking?.(true);
  stream.on('error', () => {});
  return stream.write.bind(stream);
}) as unknown as [Writable['write'], Writable['write']]; // one for each stream

/** Writes a line to stderr, even if the user's code has replaced `console` or `process.stderr`. */
export function printError(text: string): void {
  const line = `${text}\n`;
  if (stderr.writable) writeError(line);
  // It fails if stderr is closed.
  else attempt(() => writeNow(2, line));
}

/** Whether the task has written its output, or reported an error. */
export let hasEnded = false;

/**
 * Exits the process after all output is written, by default with `process.exitCode`. A child process that shares a pipe may have made it
 * non-blocking again. If nothing is left to write, it exits at once: Node.js calls back by what the user's code may have replaced, such as
 * `process.nextTick`.
 */
export function leave(code: typeof process.exitCode = process.exitCode): void {
  hasEnded = true;
  if (stdout.writableLength + stderr.writableLength) writeOut('', () => writeError('', () => exit(code)));
  else exit(code);
}
