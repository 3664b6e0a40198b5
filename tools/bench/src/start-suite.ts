import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BenchSuite } from './bench-suite.ts';
import { median, round } from './median.ts';
import { root, runChild } from './run-child.ts';

/** The commands that are measured, and their limits in seconds. */
const COMMANDS: readonly { readonly words: readonly string[]; readonly atMost: number }[] = [
  { words: ['--help'], atMost: 0.15 },
  { words: ['compile', 'pipeline.ts', '--frozen'], atMost: 0.4 },
  { words: ['lint', 'pipeline.ts', '--frozen'], atMost: 0.4 },
  // Its ten tasks are processes of their own.
  { words: ['run', 'pipeline.ts', '--frozen', '-p', 'count=6'], atMost: 2.5 },
];

/** Measures the startup time of the command. */
export const startSuite: BenchSuite = {
  name: 'start',
  summary: 'wall seconds of published commands for examples/squares, compared with an empty Node.js program',
  async run({ repeat }) {
    await runChild('npx', ['nx', 'run', 'tiphys:build']);
    const store = mkdtempSync(path.join(tmpdir(), 'tiphys-start-'));
    const cwd = path.join(root, 'examples/squares');
    const measure = async (words: readonly string[]): Promise<number> => {
      const times: number[] = [];
      for (let count = 0; count < repeat + 1; count += 1)
        times.push((await runChild(process.execPath, words, { cwd })).wall);
      // The first run warms the disk cache.
      return median(times.slice(1));
    };
    try {
      const rows = [{ tool: 'node -e 0', wall_s: round(await measure(['-e', '0'])) }];
      const limits = [];
      for (const { words, atMost } of COMMANDS) {
        const given = words[0] === 'run' ? [...words, '--store', store] : words;
        const wall = await measure([path.join(root, 'packages/cli/bin/tiphys.js'), ...given]);
        const tool = `tiphys ${words.join(' ')}`;
        rows.push({ tool, wall_s: round(wall) });
        limits.push({ title: `seconds of \`${tool}\``, measured: wall, atMost });
      }
      return { rows, limits, skipped: [] };
    } finally {
      rmSync(store, { recursive: true, force: true });
    }
  },
};
