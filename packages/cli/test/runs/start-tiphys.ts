import type { ChildProcess } from 'node:child_process';
import { spawnTiphys } from '../run-tiphys.ts';

/** A command that goes on while others are called. */
export interface StartedCommand extends AsyncDisposable {
  readonly process: ChildProcess;
  /** Everything that it has printed so far, to both streams. */
  readonly printed: () => string;
  /** Resolves when it has printed a text. Rejects if it ends without. */
  readonly says: (text: string) => Promise<void>;
  /** Resolves with its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
}

/** Starts the CLI from its sources in another process. */
export function startTiphys(words: readonly string[], cwd: string): StartedCommand {
  const child = spawnTiphys(words, { cwd });
  child.stdin.end();
  let text = '';
  const waiting = new Set<() => void>();
  const take = (chunk: unknown): void => {
    text += String(chunk);
    for (const check of waiting) check();
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const ended = new Promise<number | NodeJS.Signals>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code ?? signal ?? 'SIGKILL'));
  });
  return {
    process: child,
    printed: () => text,
    says: (wanted) =>
      new Promise((resolve, reject) => {
        const check = (): void => {
          if (!text.includes(wanted)) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
        void ended.then(() => reject(new Error(`it ended without "${wanted}":\n${text}`)));
      }),
    ended,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
