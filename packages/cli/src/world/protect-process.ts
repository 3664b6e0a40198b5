/** What user code must not take over while a command runs. */
export interface ProtectedProcess {
  /** Ends the process; `process.exit` itself throws from now on. */
  readonly exit: (code: number) => never;
  /** Waits until all that was printed has been read. */
  readonly flush: () => Promise<void>;
}

/**
 * Keeps user code that is loaded into this process from ending it early and from writing into the results.
 *
 * `process.exit` throws, so that a module that calls it is reported with its line. What user code writes to standard output goes to
 * standard error: `console.log` in a pipeline must not end up in `tiphys compile pipeline.ts > pipe.yaml`.
 */
export function protectProcess(): ProtectedProcess {
  const exit = process.exit.bind(process);
  const writers = [process.stdout, process.stderr].map((stream) => stream.write.bind(stream));
  process.exit = (code?: number | string | null): never => {
    throw new Error(
      `process.exit(${code ?? ''}) was called. A pipeline's module runs inside tiphys and must not end it: throw an error instead.`,
    );
  };
  // Streams have one write function with two signatures; both go to the other stream as they are.
  process.stdout.write = process.stderr.write.bind(process.stderr) as typeof process.stdout.write;
  const flush = async (): Promise<void> => {
    await Promise.all(writers.map((write) => new Promise((resolve) => write('', resolve))));
  };
  return { exit, flush };
}
