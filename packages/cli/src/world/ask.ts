import { createInterface } from 'node:readline/promises';
import { printable } from './printable.ts';

/**
 * Returns a function that asks a person at the terminal of this process; undefined if standard input or standard error is no terminal. The
 * question is printed to standard error.
 */
export function createAsk(
  colour: boolean,
): ((question: string, signal: AbortSignal) => Promise<string | undefined>) | undefined {
  if (process.stdin.isTTY !== true || process.stderr.isTTY !== true) return undefined;
  return async (question, signal) => {
    if (signal.aborted) return undefined;
    const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: true });
    const closed = new AbortController();
    lines.once('close', () => closed.abort());
    // In raw mode the terminal sends no signal.
    lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
    try {
      return await lines.question(printable(question, colour), {
        signal: AbortSignal.any([signal, closed.signal]),
      });
    } catch (error) {
      if (error instanceof Error && error.name === 'AbortError') return undefined;
      throw error;
    } finally {
      lines.close();
    }
  };
}
