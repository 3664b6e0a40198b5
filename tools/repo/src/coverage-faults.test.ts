import { expect, test } from 'vitest';
import { type Coverage, coverageFaults } from './coverage-faults.ts';

const count = (covered: number, total: number): Coverage['lines'] => ({
  covered,
  total,
  pct: total === 0 ? 100 : (100 * covered) / total,
});
const coverage = (lines: readonly [number, number], functions: readonly [number, number]): Coverage => ({
  lines: count(...lines),
  functions: count(...functions),
});

test.for([
  {
    title: 'enough lines',
    given: { total: coverage([90, 100], [1, 9]), 'packages/lint/src/a.ts': coverage([90, 100], [1, 9]) },
    want: [],
  },
  {
    title: 'too few lines',
    given: { total: coverage([89, 100], [9, 9]), 'packages/lint/src/a.ts': coverage([89, 100], [9, 9]) },
    want: ['engine: 89 % of the lines are covered, at least 90 % are required'],
  },
  {
    title: 'a file of the operator whose functions never run',
    given: {
      total: coverage([95, 100], [8, 9]),
      'packages/engine/src/operator/a.ts': coverage([2, 7], [0, 1]),
      'packages/engine/src/values/types.ts': coverage([0, 0], [0, 0]),
      'packages/engine/src/values/names.ts': coverage([1, 1], [0, 0]),
      'packages/engine/src/other/b.ts': coverage([0, 7], [0, 1]),
    },
    want: ['engine: no test reaches packages/engine/src/operator/a.ts'],
  },
  {
    title: 'an empty report',
    given: { total: coverage([0, 0], [0, 0]) },
    want: ['engine: the report names no files'],
  },
])('finds the faults of $title', ({ given, want }) => {
  expect(coverageFaults('engine', given)).toEqual(want);
});
