import path from 'node:path';
import type { BenchSuite } from './bench-suite.ts';
import { median, round } from './median.ts';
import { root, runChild } from './run-child.ts';

/** Measures the startup time of the command. */
export const startSuite: BenchSuite = {
  name: 'start',
  summary: 'wall seconds of the published `tiphys --help`, compared with an empty Node.js program',
  async run({ repeat }) {
    await runChild('npx', ['nx', 'run', 'tiphys:build']);
    const measure = async (words: readonly string[]): Promise<number> => {
      const times: number[] = [];
      for (let count = 0; count < repeat + 1; count += 1)
        times.push((await runChild(process.execPath, words)).wall);
      // The first run warms the disk cache.
      return median(times.slice(1));
    };
    const empty = await measure(['-e', '0']);
    const help = await measure([path.join(root, 'packages/cli/bin/tiphys.js'), '--help']);
    return {
      rows: [
        { tool: 'node -e 0', wall_s: round(empty) },
        { tool: 'tiphys --help', wall_s: round(help) },
      ],
      limits: [{ title: 'seconds of `tiphys --help`', measured: help, atMost: 0.15 }],
      skipped: [],
    };
  },
};
