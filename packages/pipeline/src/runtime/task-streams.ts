import { kept } from './kept-modules.ts';

// Kept before the user's code runs and may replace them.
const exit = process.exit.bind(process);
const streams = [process.stdout, process.stderr].map((stream) => ({
  stream: stream as typeof stream & { readonly _handle?: { setBlocking?(blocking: boolean): void } },
  write: stream.write.bind(stream),
}));

/**
 * Makes writes to stdout and stderr synchronous for pipes, as they are for files. Otherwise, what a slow reader has not read yet
 * would be lost when this process exits. A closed pipe does not end the task.
 */
export function keepOutput(): void {
  for (const { stream } of streams) {
    stream._handle?.setBlocking?.(true);
    stream.on('error', () => {});
  }
}

/** Writes a line to stderr, even if the user's code has replaced `console` or `process.stderr`. */
export function printError(text: string): void {
  const [, stderr] = streams;
  if (stderr?.stream.writable) {
    stderr.write(`${text}\n`);
    return;
  }
  try {
    kept.writeSync(2, `${text}\n`);
  } catch {
    // stderr is closed.
  }
}

/** Exits the process after all output is written, by default with `process.exitCode`. */
export function leave(code: typeof process.exitCode = process.exitCode): void {
  // A child process that shares the pipe may have made it non-blocking again.
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
