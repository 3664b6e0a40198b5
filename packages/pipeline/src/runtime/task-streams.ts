import { attempt } from './attempt.ts';
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
  const stderr = streams[1];
  if (stderr?.stream.writable) stderr.write(`${text}\n`);
  // It fails if stderr is closed.
  else attempt(() => kept.writeSync(2, `${text}\n`));
}

/** Exits the process after all output is written, by default with `process.exitCode`. */
export function leave(code: typeof process.exitCode = process.exitCode): void {
  let left = 1;
  const end = (): void => {
    left -= 1;
    if (left === 0) exit(code);
  };
  for (const { stream, write } of streams) {
    // A child process that shares the pipe may have made it non-blocking again.
    if (stream.writableLength === 0) continue;
    left += 1;
    write('', end);
  }
  end();
}
