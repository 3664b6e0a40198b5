// Runs random workflows with real processes for a time, and finds what they leave behind: soak.ts [SECONDS].
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Workflow } from '@tiphys/models';
import { startWorkflow } from '../../src/driver/run-workflow.ts';
import { openStore, type Store } from '../../src/driver/store.ts';
import { createProcessExecutor } from '../../src/process/process-executor.ts';
import { environment } from '../executor-bench.ts';
import { markedProcesses } from './marked-processes.ts';

/** What a soak has found. */
export interface SoakReport {
  readonly runs: number;
  /** How many runs ended in each way, such as `Succeeded` and `killed, then Failed`. */
  readonly ends: Readonly<Record<string, number>>;
  /** Processes that are still running. */
  readonly processes: readonly string[];
  /** Open files of this process at the end, beyond those after the first runs. */
  readonly moreHandles: number;
  /** Folders of pods that were left behind. */
  readonly folders: readonly string[];
  /** Memory of this process at the end, in megabytes. */
  readonly memory: number;
}

/** Runs side by side. */
const LANES = 3;

/** Share of the time after which the handles are counted for the first time. */
const WARM_UP = 0.2;

/** Runs random workflows for a number of seconds. */
export async function soak(seconds: number): Promise<SoakReport> {
  // Tasks do not see the folder of temporary files of this machine.
  const directory = mkdtempSync('/var/tmp/tiphys-soak-');
  try {
    const bench = new SoakBench(directory);
    const end = Date.now() + seconds * 1000;
    await bench.runUntil(end - seconds * 1000 * (1 - WARM_UP));
    const handles = openHandles();
    await bench.runUntil(end);
    const processes = await leftProcesses(bench.mark);
    return {
      runs: bench.runs,
      ends: bench.ends,
      processes,
      moreHandles: openHandles() - handles,
      folders: bench.leftFolders(),
      memory: Math.round(process.memoryUsage().rss / 1e6),
    };
  } finally {
    rmSync(directory, { recursive: true, force: true, maxRetries: 9 });
  }
}

class SoakBench {
  readonly mark = randomUUID();
  readonly ends: Record<string, number> = {};
  runs = 0;
  readonly #directory: string;
  readonly #store: Store;
  readonly #environment: Readonly<Record<string, string>>;

  constructor(directory: string) {
    this.#directory = directory;
    this.#store = openStore(path.join(directory, 'store'));
    this.#environment = { ...environment, TIPHYS_MARK: this.mark };
  }

  async runUntil(end: number): Promise<void> {
    const lane = async (): Promise<void> => {
      while (Date.now() < end) {
        const name = `run-${this.runs}`;
        this.runs += 1;
        const how = await (Math.random() < 0.15 ? this.#runAndKill(name) : this.#run(name));
        this.ends[how] = (this.ends[how] ?? 0) + 1;
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
  }

  leftFolders(): readonly string[] {
    return this.#store
      .listRuns()
      .filter(({ folder }) => readdirSync(folder.directory).includes('pods'))
      .map(({ folder }) => folder.pods);
  }

  /** Runs a workflow in this process. Some runs are stopped. */
  async #run(name: string): Promise<string> {
    const run = this.#store.createRun(name);
    const executor = createProcessExecutor({
      folder: run.folder,
      environment: this.#environment,
      graceMilliseconds: 200,
    });
    const stop = new AbortController();
    const started = startWorkflow(randomWorkflow(), { executor, run, signal: stop.signal });
    const moment = setTimeout(
      () => (Math.random() < 0.5 ? stop.abort() : started.terminate()),
      Math.random() < 0.3 ? Math.random() * 1000 : 60_000,
    );
    const { status } = await started.ended;
    clearTimeout(moment);
    await executor.close();
    await run.close();
    return status?.phase ?? 'no phase';
  }

  /** Runs a workflow in a process that is killed once, and resumes it in another. */
  async #runAndKill(name: string): Promise<string> {
    const manifest = path.join(this.#directory, `${name}.json`);
    writeFileSync(manifest, JSON.stringify(randomWorkflow()));
    await this.#drive(name, manifest, Math.random() * 1500);
    await this.#drive(name, manifest, undefined);
    return `killed, then ${this.#store.readRun(name).workflow?.status?.phase}`;
  }

  async #drive(name: string, manifest: string, killAfter: number | undefined): Promise<void> {
    const program = path.resolve(import.meta.dirname, '../fixtures/drive-run.ts');
    const args = ['--conditions=@tiphys/source', program, this.#store.directory, name, manifest];
    const child = spawn(process.execPath, args, {
      env: { ...this.#environment, TIPHYS_RESUME: '1' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const exited = once(child, 'exit');
    if (killAfter !== undefined) void sleep(killAfter).then(() => child.kill('SIGKILL'));
    await exited;
  }
}

/** What tasks do. */
const SCRIPTS = [
  'echo hello',
  'exit 3',
  'kill -9 $$',
  'setsid sleep 1000 >/dev/null 2>&1 & exit 0',
  'sleep 1000 & exit 0',
  'trap "" TERM; sleep 1000',
  'head -c 1000000 /dev/zero | tr "\\0" x',
  'mkdir -p /tmp/a/b && chmod 0 /tmp/a',
  'echo x >{{outputs.parameters.o.path}}; sleep 0.2',
];

function randomWorkflow(): Workflow {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T;
  const templates = Array.from({ length: 4 }, (_, index) => ({
    name: `t${index}`,
    activeDeadlineSeconds: 2,
    container: { image: 'alpine', command: ['sh', '-c', pick(SCRIPTS)] },
    outputs: { parameters: [{ name: 'o', valueFrom: { path: '/tmp/o', default: '-' } }] },
    ...(Math.random() < 0.3 && { retryStrategy: { limit: 1, retryPolicy: 'Always' as const } }),
  }));
  const steps = templates.map(({ name }) => [
    {
      name,
      template: name,
      withItems: [1, 2],
      continueOn: { failed: true, error: true },
    },
  ]);
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: {},
    spec: { entrypoint: 'main', onExit: 't0', templates: [{ name: 'main', steps }, ...templates] },
  };
}

/** Waits until no process is left, for some seconds. */
async function leftProcesses(mark: string): Promise<readonly string[]> {
  for (let tries = 0; tries < 50 && markedProcesses('TIPHYS_MARK', mark).length > 0; tries += 1)
    await sleep(100);
  return markedProcesses('TIPHYS_MARK', mark);
}

function openHandles(): number {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return 0; // The system does not tell.
  }
}

if (import.meta.main) {
  const report = await soak(Number(process.argv[2] ?? 600));
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
}
