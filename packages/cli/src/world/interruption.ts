import { ExitCode } from './exit-code.ts';

/**
 * Starts to listen for Ctrl-C, SIGTERM and SIGHUP, and returns a signal that they abort.
 *
 * Before this call they end the process at once, which is the default of Node.js. That also works while the process is busy and could
 * not run a handler.
 */
export function listenForInterruption(exit: (code: ExitCode) => never): AbortSignal {
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // A second one ends the process without waiting.
      if (interruption.signal.aborted) exit(ExitCode.Interrupted);
      interruption.abort(signal);
    });
  }
  return interruption.signal;
}
