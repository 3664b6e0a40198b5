import type { BenchSuite } from './bench-suite.ts';
import { median, round } from './median.ts';
import { runScript } from './run-child.ts';

/** Measures how long the generator takes for all of Argo's definitions. */
export const generatorSuite: BenchSuite = {
  name: 'generator',
  summary: 'CPU seconds to generate the models of one Argo version, in a fresh process',
  async run({ repeat }) {
    const runs: Readonly<Record<string, number>>[] = [];
    for (let count = 0; count < repeat; count += 1)
      runs.push(await runScript('children/generate-models.ts', []));
    const of = (figure: string): number => round(median(runs.map((run) => run[figure] ?? Number.NaN)));
    return {
      rows: [
        {
          tool: 'tiphys',
          generate_s: of('generate_s'),
          import_s: of('import_s'),
          files: of('files'),
          rss_mb: of('rss_mb'),
        },
      ],
      limits: [],
      skipped: [],
    };
  },
};
