import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BenchRow, BenchSuite } from './bench-suite.ts';
import { median, round } from './median.ts';
import { root, runChild } from './run-child.ts';

/** Measures how long local runs take. */
export const runSuite: BenchSuite = {
  name: 'run',
  summary:
    'wall seconds of a local run of N trivial tasks that do not depend on each other, and of N functions as processes and in workers (`tiphys run`, from the start of the process)',
  async run({ repeat, sizes = [1, 10, 1000] }) {
    const folder = mkdtempSync(path.join(tmpdir(), 'tiphys-bench-'));
    try {
      await runChild('npx', ['nx', 'run', 'tiphys:build']);
      const rows: BenchRow[] = [];
      for (const n of sizes) {
        const times: number[] = [];
        for (let count = 0; count < (n > 100 ? 1 : repeat); count += 1) times.push(await timeRun(folder, n));
        const wall = median(times);
        rows.push({ tool: 'tiphys', n, wall_s: round(wall), per_task_ms: round((wall / n) * 1000) });
      }
      return { rows: [...rows, ...(await measureFunctions(folder, repeat))], limits: [], skipped: [] };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** How many functions the pipeline calls. */
const FUNCTIONS = 50;

/** Measures both executors of functions in turns, so that other work on this machine slows down both. */
async function measureFunctions(folder: string, repeat: number): Promise<readonly BenchRow[]> {
  const executors = ['processes', 'workers'];
  const times = new Map<string, number[]>(executors.map((executor) => [executor, []]));
  for (let count = 0; count < repeat; count += 1)
    for (const executor of executors) times.get(executor)?.push(await timeFunctions(folder, executor));
  return executors.map((executor) => {
    const wall = median(times.get(executor) ?? []);
    return {
      tool: `tiphys functions, ${executor}`,
      n: FUNCTIONS,
      wall_s: round(wall),
      per_task_ms: round((wall / FUNCTIONS) * 1000),
    };
  });
}

async function timeFunctions(store: string, executor: string): Promise<number> {
  const words = [
    'pipeline.ts',
    '-p',
    `count=${FUNCTIONS}`,
    '--executor',
    executor,
    '--store',
    store,
    '--json',
  ];
  const { wall, stdout } = await runChild(
    process.execPath,
    [path.join(root, 'packages/cli/bin/tiphys.js'), 'run', ...words],
    { cwd: path.join(root, 'examples/squares') },
  );
  const { phase } = JSON.parse(stdout).status;
  if (phase !== 'Succeeded') throw new Error(`the run of ${FUNCTIONS} functions ended ${phase}`);
  return wall;
}

async function timeRun(folder: string, n: number): Promise<number> {
  const file = path.join(folder, `${n}.json`);
  writeFileSync(
    file,
    JSON.stringify({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Workflow',
      metadata: { generateName: 'bench-' },
      spec: {
        entrypoint: 'main',
        templates: [
          {
            name: 'main',
            dag: {
              tasks: Array.from({ length: n }, (_, index) => ({ name: `t${index}`, template: 'nothing' })),
            },
          },
          { name: 'nothing', container: { image: 'alpine', command: ['true'] } },
        ],
      },
    }),
  );
  const { wall, stdout } = await runChild(
    process.execPath,
    [path.join(root, 'packages/cli/bin/tiphys.js'), 'run', file, '--json'],
    { cwd: folder },
  );
  const { phase } = JSON.parse(stdout).status;
  if (phase !== 'Succeeded') throw new Error(`the run of ${n} tasks ended ${phase}`);
  return wall;
}
