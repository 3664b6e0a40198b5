import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import path from 'node:path';
import type { TemporaryFolder } from './temporary-folder.ts';

/** How a command ended. */
export interface CommandResult {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const main = path.join(import.meta.dirname, '../src/main.ts');

/** Starts the CLI from its sources in another process. */
export function spawnTiphys(
  words: readonly string[],
  { cwd, env }: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> | undefined },
): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, ['--conditions=@tiphys/source', main, ...words], {
    cwd,
    env: { ...process.env, ...env },
  });
}

/** Runs a line of the CLI in a folder. Its words are separated by spaces. */
export function runLine({ path: cwd }: Pick<TemporaryFolder, 'path'>, line: string): Promise<CommandResult> {
  return runTiphys(line.split(' '), { cwd });
}

/** Runs the CLI from its sources in another process. `onOutput` gets what it prints to standard error, and may act on the process. */
export function runTiphys(
  words: readonly string[],
  options: {
    readonly cwd: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly input?: string | Uint8Array;
    readonly onOutput?: (err: string, kill: (signal: NodeJS.Signals) => void) => void;
  },
): Promise<CommandResult> {
  const child = spawnTiphys(words, options);
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
    options.onOutput?.(err, (signal) => child.kill(signal));
  });
  child.stdin.end(options.input ?? '');
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}
