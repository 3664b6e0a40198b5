import { ExitCode } from './exit-code.ts';

/**
 * Returns a signal that is aborted by Ctrl-C, SIGTERM or SIGHUP, and starts to listen for these.
 *
 * Until it is called they end the process at once, as Node.js does by default: also while it computes, when no handler could run.
 */
export function listenForInterruption(exit: (code: number) => never): AbortSignal {
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // The second one is for who does not want to wait.
      if (interruption.signal.aborted) exit(ExitCode.Interrupted);
      interruption.abort(signal);
    });
  }
  return interruption.signal;
}
