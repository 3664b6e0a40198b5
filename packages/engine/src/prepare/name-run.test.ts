import { expect, test } from 'vitest';
import { nameRun } from './name-run.ts';

test.for([
  { title: 'takes the name that the workflow has', given: { name: 'etl', generateName: 'e-' }, want: 'etl' },
  { title: 'adds five letters to generateName', given: { generateName: 'etl-' }, want: 'etl-bbbbb' },
  { title: 'passes an empty name over', given: { name: '', generateName: 'etl-' }, want: 'etl-bbbbb' },
  { title: 'has a name for a workflow without one', given: {}, want: 'workflow-bbbbb' },
])('$title', ({ given, want }) => {
  expect(nameRun({ metadata: given }, () => 0)).toBe(want);
});
