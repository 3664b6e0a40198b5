import path from 'node:path';
import type { BenchLimit, BenchRow, BenchSuite } from './bench-suite.ts';
import { constructUses, usesOf } from './construct-programs.ts';
import { measureTypes } from './measure-types.ts';
import { round } from './median.ts';
import { root, runChild } from './run-child.ts';

const COUNTS = [20, 200, 1000] as const;

/** Measures the type instantiations of a use of each construct, which must not depend on the number of uses. */
export const constructsSuite: BenchSuite = {
  name: 'constructs',
  summary: 'type instantiations of tsc for one more use of each construct, after 20 and after 200 others',
  async run() {
    await runChild('npx', ['nx', 'run-many', '-t', 'build', '-p', '@tiphys/pipeline']);
    const place = path.join(root, 'examples/squares');
    const rows: BenchRow[] = [];
    const limits: BenchLimit[] = [];
    for (const [tool, use] of Object.entries(constructUses)) {
      const measured: number[] = [];
      for (const count of COUNTS)
        measured.push((await measureTypes(place, usesOf(use, count), 1)).instantiations);
      const [few = Number.NaN, some = Number.NaN, many = Number.NaN] = measured;
      const early = (some - few) / (COUNTS[1] - COUNTS[0]);
      const late = (many - some) / (COUNTS[2] - COUNTS[1]);
      rows.push({ tool, early: round(early), late: round(late) });
      limits.push({
        title: `type instantiations of one more ${tool} after 200, relative to after 20`,
        measured: (late + 1) / (early + 1),
        atMost: 1.05,
      });
    }
    return { rows, limits, skipped: [] };
  },
};
