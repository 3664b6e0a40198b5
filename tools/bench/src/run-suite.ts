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
    'wall seconds of a local run of N trivial tasks that do not depend on each other (`tiphys run`, from the start of the process)',
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
      return { rows, limits: [], skipped: [] };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

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
