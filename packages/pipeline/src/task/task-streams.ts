import { kept } from './kept-modules.ts';

// Kept from before the user's code runs, which may replace them.
const exit = process.exit.bind(process);
const streams = [process.stdout, process.stderr].map((stream) => ({
  stream: stream as typeof stream & { readonly _handle?: { setBlocking?(blocking: boolean): void } },
  write: stream.write.bind(stream),
}));

/**
 * Makes every write to stdout and stderr wait until a pipe has taken it, as it is with files. Without that, what a slow reader has not read yet
 * stays in this process and is lost when it exits. A reader that is gone does not end the task.
 */
export function keepOutput(): void {
  for (const { stream } of streams) {
    stream._handle?.setBlocking?.(true);
    stream.on('error', () => {});
  }
}

/** Writes a line to stderr, whatever became of `console` and `process.stderr`. */
export function printError(text: string): void {
  const [, stderr] = streams;
  if (stderr?.stream.writable) {
    stderr.write(`${text}\n`);
    return;
  }
  try {
    kept.writeSync(2, `${text}\n`);
  } catch {
    // Nobody reads it.
  }
}

/** Ends the process once all output is written, with `process.exitCode` unless a code is given. */
export function leave(code: typeof process.exitCode = process.exitCode): void {
  // A child process that shares the pipe can make it non-blocking again.
  const unwritten = streams.filter(({ stream }) => stream.writableLength > 0);
  let left = unwritten.length;
  if (left === 0) exit(code);
  for (const { write } of unwritten) {
    write('', () => {
      left -= 1;
      if (left === 0) exit(code);
    });
  }
}
