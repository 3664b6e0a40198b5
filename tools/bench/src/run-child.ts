import { spawn } from 'node:child_process';
import path from 'node:path';

/** The root of the repository. */
export const root: string = path.join(import.meta.dirname, '../../..');

/** The output of a successful process, and how long it took. */
export interface ChildResult {
  readonly stdout: string;
  /** Wall-clock seconds. */
  readonly wall: number;
}

/** Runs a program and returns its output. @throws Error with its error output if it fails */
export async function runChild(
  command: string,
  words: readonly string[],
  options: { readonly cwd?: string; readonly allowFailure?: boolean } = {},
): Promise<ChildResult> {
  const start = performance.now();
  const child = spawn(command, words, { cwd: options.cwd ?? root, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const wall = (performance.now() - start) / 1000;
  if (code !== 0 && options.allowFailure !== true) {
    throw new Error(
      `${command} ${words.join(' ')} ended with ${code}:\n${stderr.slice(-2000)}${stdout.slice(-2000)}`,
    );
  }
  return { stdout, wall };
}

/** Runs a script of this folder with the sources of the packages, and returns the JSON that it prints. */
export async function runScript(
  script: string,
  words: readonly string[],
): Promise<Readonly<Record<string, number>>> {
  const { stdout } = await runChild(process.execPath, [
    '--conditions=@tiphys/source',
    path.join(import.meta.dirname, script),
    ...words,
  ]);
  return JSON.parse(stdout);
}
