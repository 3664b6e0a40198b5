import type { BenchLimit, BenchRow, BenchSuite } from './bench-suite.ts';
import { median, round } from './median.ts';
import { runScript } from './run-child.ts';

/** Measures tests of pipelines. */
export const testSuite: BenchSuite = {
  name: 'test',
  summary: 'CPU seconds of `runPipeline` for a loop of N mocked tasks, each in a fresh process',
  async run({ repeat, sizes = [10, 1000, 8000] }) {
    const rows: BenchRow[] = [];
    const limits: BenchLimit[] = [];
    for (const n of sizes) {
      const measured: Readonly<Record<string, number>>[] = [];
      for (let count = 0; count < repeat; count += 1)
        measured.push(await runScript('children/test-pipeline.ts', [String(n)]));
      const figure = (name: string): number => median(measured.map((one) => one[name] ?? Number.NaN));
      const cpu = figure('cpu_s');
      rows.push({
        tool: 'tiphys',
        n,
        import_s: round(figure('import_s')),
        cpu_s: round(cpu),
        per_task_ms: round((cpu / n) * 1000),
        rss_mb: figure('rss_mb'),
      });
      if (n === 1000) limits.push({ title: 'CPU seconds of 1,000 mocked tasks', measured: cpu, atMost: 2 });
      if (n > 1000)
        limits.push({
          title: `milliseconds per task of ${n} mocked tasks`,
          measured: (cpu / n) * 1000,
          atMost: 1,
        });
    }
    return { rows, limits, skipped: [] };
  },
};
