import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Template } from '@tiphys/models';
import type { PodRequest, PodResult } from '../src/contract/executor.ts';
import { podPath } from '../src/contract/run-folder.ts';
import { openStore, type Run } from '../src/driver/store.ts';
import {
  createProcessExecutor,
  type ProcessExecutor,
  type ProcessExecutorOptions,
} from '../src/process/process-executor.ts';

/** Variables for the processes of tests: the programs of this machine, without those that lie below `/tmp` when the repository does. */
export const environment = {
  PATH: (process.env.PATH ?? '/usr/bin:/bin')
    .split(path.delimiter)
    .filter((folder) => !folder.startsWith('/tmp/'))
    .join(path.delimiter),
};

/** An executor with a run in a folder of its own, removed in the end. */
export interface ExecutorBench extends AsyncDisposable {
  readonly directory: string;
  readonly run: Run;
  readonly executor: ProcessExecutor;
  execute(template: object, request?: Partial<PodRequest>): Promise<PodResult>;
  /** Returns the real location of a declared path of a pod. */
  pathOf(nodeId: string, declared: string): string;
}

export function openBench(options: Partial<ProcessExecutorOptions> = {}): ExecutorBench {
  const directory = mkdtempSync(path.join(tmpdir(), 'tiphys-executor-'));
  const run = openStore(directory).createRun('wf');
  const executor = createProcessExecutor({ folder: run.folder, environment, ...options });
  return {
    directory,
    run,
    executor,
    pathOf: (nodeId, declared) => podPath(executor.podPaths ?? { kind: 'own' }, nodeId, declared),
    execute: (template, request) => executor.start(podRequest(template, request)).done,
    async [Symbol.asyncDispose]() {
      await executor.close().catch(() => {});
      await run.journal.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

export function podRequest(template: object, request: Partial<PodRequest> = {}): PodRequest {
  return {
    workflowName: 'wf',
    nodeId: 'wf-1',
    nodeName: 'wf.a',
    displayName: 'a',
    podName: 'wf-t-1',
    captureResult: true,
    objects: [],
    volumes: [],
    ...request,
    template: { name: 't', ...template } as Template,
  };
}

/** Returns a container template that runs a line of shell. */
export function shell(text: string, more: object = {}): object {
  return { container: { image: 'busybox', command: ['sh', '-c', text] }, ...more };
}

export function outputParameter(podPath: string, more: object = {}): object {
  return { outputs: { parameters: [{ name: 'o', valueFrom: { path: podPath, ...more } }] } };
}

/** Tells whether this kernel lets tests have mount namespaces. */
export async function namespacesWork(): Promise<boolean> {
  await using bench = openBench();
  return bench.executor.findNotice() === undefined;
}

/** Returns a number of seconds to sleep by which a process is found: pods count their processes on their own. */
export function uniqueSleep(): string {
  return `1000.${Math.floor(Math.random() * 1e9)}`;
}

/** Waits until there is a process with these words among its own, and gives its number. */
export async function untilStarted(words: string): Promise<number> {
  for (;;) {
    const [found] = findProcesses(words);
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Waits until there is no process any more with these words. */
export async function untilGone(words: string): Promise<void> {
  while (findProcesses(words).length > 0) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Processes whose words are exactly these; one that has ended and waits for its parent has none. */
export function findProcesses(words: string): readonly number[] {
  const wanted = `${words.replaceAll(' ', '\0')}\0`;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && wordsOf(name) === wanted)
    .map(Number);
}

function wordsOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
