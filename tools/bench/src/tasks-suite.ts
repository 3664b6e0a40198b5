import path from 'node:path';
import type { BenchLimit, BenchRow, BenchSuite } from './bench-suite.ts';
import { median, round } from './median.ts';
import { installPythonPeers } from './peers.ts';
import { runChild, runScript } from './run-child.ts';

/** The ways to run processes, with how many times the wall time of a bare loop each may take. */
const KINDS: readonly { readonly tool: string; readonly kind: string; readonly atMost?: number }[] = [
  { tool: 'bare loop', kind: 'bare' },
  { tool: 'tiphys without namespaces', kind: 'mapped', atMost: 1.3 },
  { tool: 'tiphys', kind: 'auto', atMost: 2 },
];

/** Tasks of KFP, each of which takes seconds. */
const KFP_TASKS = 5;

/** Measures what a task costs beyond its process. */
export const tasksSuite: BenchSuite = {
  name: 'tasks',
  summary:
    'wall milliseconds per process of `true`: spawned two at a time in a bare loop, and as tasks of a run',
  async run({ repeat, sizes = [1000] }) {
    const rows: BenchRow[] = [];
    const limits: BenchLimit[] = [];
    for (const n of sizes) {
      const times = await measureAll(n, repeat);
      const bare = median(times.get('bare') ?? []);
      for (const { tool, kind, atMost } of KINDS) {
        const time = median(times.get(kind) ?? []);
        rows.push({ tool, n, per_task_ms: round(time), times_bare: round(time / bare) });
        if (atMost !== undefined && n >= 1000)
          limits.push({
            title: `wall time of ${n} tasks relative to a bare loop, ${tool}`,
            measured: time / bare,
            atMost,
          });
      }
    }
    const kfp = await measureKfp();
    return { rows: [...rows, ...kfp.rows], limits, skipped: kfp.skipped };
  },
};

/** Measures the kinds in turns, so that other work on this machine slows all of them down. */
async function measureAll(n: number, repeat: number): Promise<ReadonlyMap<string, readonly number[]>> {
  const times = new Map<string, number[]>(KINDS.map(({ kind }) => [kind, []]));
  for (let count = 0; count < repeat; count += 1) {
    for (const { kind } of KINDS) {
      const { per_task_ms } = await runScript('children/run-tasks.ts', [kind, String(n)]);
      times.get(kind)?.push(per_task_ms ?? Number.NaN);
    }
  }
  return times;
}

async function measureKfp(): Promise<{
  readonly rows: readonly BenchRow[];
  readonly skipped: readonly string[];
}> {
  const peers = await installPythonPeers();
  if ('missing' in peers) return { rows: [], skipped: [peers.missing] };
  const script = path.join(import.meta.dirname, 'peers/run_kfp.py');
  const { stdout } = await runChild(peers.python, [script, String(KFP_TASKS)]);
  const { per_task_ms } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  return { rows: [{ tool: 'KFP local runner', n: KFP_TASKS, per_task_ms: round(per_task_ms) }], skipped: [] };
}
