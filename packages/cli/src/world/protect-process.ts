/** Functions of the process, bound before user code could replace them. */
export interface ProtectedProcess {
  /** Ends the process. `process.exit` itself now throws. */
  readonly exit: (code: number) => never;
  /** Waits until all output has been written. */
  readonly flush: () => Promise<void>;
}

/**
 * Prevents user code in this process from ending it and from writing into the results.
 *
 * `process.exit` throws, so that the error shows the line of the module that calls it. Output of user code to standard output goes to
 * standard error: `console.log` in a pipeline must not end up in `tiphys compile pipeline.ts > pipe.yaml`.
 */
export function protectProcess(): ProtectedProcess {
  const exit = process.exit.bind(process);
  const writers = [process.stdout, process.stderr].map((stream) => stream.write.bind(stream));
  process.exit = (code?: number | string | null): never => {
    throw new Error(
      `process.exit(${code ?? ''}) was called. A module that tiphys loads must not end the process: throw an error instead.`,
    );
  };
  // The overloads of `write` are the same for both streams, but the bound function loses them.
  process.stdout.write = process.stderr.write.bind(process.stderr) as typeof process.stdout.write;
  const flush = async (): Promise<void> => {
    await Promise.all(writers.map((write) => new Promise((resolve) => write('', resolve))));
  };
  return { exit, flush };
}
