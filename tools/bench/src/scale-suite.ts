import type { BenchLimit, BenchRow, BenchSuite } from './bench-suite.ts';
import { median, round } from './median.ts';
import { runScript } from './run-child.ts';

/** The largest size of each kind of pipeline. It is measured against the half of it. */
const LARGEST: Readonly<Record<string, number>> = {
  tasks: 5000,
  loops: 150,
  groups: 150,
  attempts: 150,
  branches: 150,
  matches: 150,
  rounds: 90,
  nested: 80,
  calls: 2000,
};

/** Measures whether the time to compile grows with the size of a pipeline, for each construct. */
export const scaleSuite: BenchSuite = {
  name: 'scale',
  summary: 'CPU seconds to compile and print N constructs in a row, and pipelines nested N deep',
  async run({ repeat }) {
    const rows: BenchRow[] = [];
    const limits: BenchLimit[] = [];
    for (const [kind, n] of Object.entries(LARGEST)) {
      const half = await measureKind(kind, n / 2, repeat);
      const whole = await measureKind(kind, n, repeat);
      rows.push({ tool: kind, n: n / 2, ...half }, { tool: kind, n, ...whole });
      limits.push({
        title: `CPU time of ${n} ${kind} relative to ${n / 2}`,
        measured: whole.cpu_s / half.cpu_s,
        atMost: 2.6,
      });
    }
    return { rows, limits, skipped: [] };
  },
};

async function measureKind(kind: string, n: number, repeat: number) {
  const runs: Readonly<Record<string, number>>[] = [];
  for (let count = 0; count < repeat; count += 1)
    runs.push(await runScript('children/compile-scale.ts', [kind, String(n)]));
  const of = (figure: string): number => median(runs.map((run) => run[figure] ?? Number.NaN));
  return { cpu_s: round(of('cpu_s')), bytes: of('bytes') };
}
