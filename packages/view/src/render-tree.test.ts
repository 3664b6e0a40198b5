import { expect, test } from 'vitest';
import { loopRun, type NodeRow, workflowWith } from '../test/run-status.ts';
import { renderTree } from './render-tree.ts';

test('shows tasks below their template, iterations below their loop, hooks below their owner', () => {
  expect(renderTree(loopRun)).toBe(`✖ wf  Failed  1/1  9s  total failed
├─ ✔ draw               3s
├─ ✔ squared            3s
│  ├─ ✔ body(0:3)       3s
│  └─ ✔ body(1:4)       3s
├─ ✖ total              3s  main: Error (exit code 1)
│  └─ ✔ onExit          3s
├─ ○ notify
└─ ✔ onExit             3s
`);
});

test('draws with ASCII characters if Unicode is off', () => {
  expect(renderTree(loopRun, { unicode: false })).toMatch(/^x wf {2}Failed .*\n\|- \+ draw/);
});

test('leaves step groups out and shows single attempts as their step', () => {
  const steps = workflowWith([
    ['wf', 'Steps', 'Succeeded', { children: ['wf[0]'] }],
    ['wf[0]', 'StepGroup', 'Succeeded', { boundaryID: 'wf', children: ['wf[0].a'] }],
    ['wf[0].a', 'Retry', 'Succeeded', { boundaryID: 'wf', children: ['wf[0].a(0)'] }],
    [
      'wf[0].a(0)',
      'Pod',
      'Succeeded',
      { boundaryID: 'wf', nodeFlag: { retried: true }, children: ['wf[1]'] },
    ],
    ['wf[1]', 'StepGroup', 'Succeeded', { boundaryID: 'wf', children: ['wf[1].b'] }],
    [
      'wf[1].b',
      'Retry',
      'Failed',
      { boundaryID: 'wf', message: 'No more retries left', children: ['wf[1].b(0)', 'wf[1].b(1)'] },
    ],
    ['wf[1].b(0)', 'Pod', 'Failed', { boundaryID: 'wf', nodeFlag: { retried: true } }],
    ['wf[1].b(1)', 'Pod', 'Failed', { boundaryID: 'wf', nodeFlag: { retried: true } }],
  ]);
  expect(renderTree(steps)).toBe(`✔ wf  Succeeded  1/1  9s
├─ ✔ a              3s
└─ ✖ b              3s  No more retries left
   ├─ ✖ b(0)           3s
   └─ ✖ b(1)           3s
`);
});

test('sums up ended nodes if there are too many rows, and keeps running and failed ones', () => {
  const iterations: NodeRow[] = Array.from({ length: 5000 }, (_, index) => [
    `wf.l(${index}:x)`,
    'Pod',
    index === 4321 ? 'Failed' : index === 77 ? 'Running' : 'Succeeded',
    { boundaryID: 'wf' },
  ]);
  const rows = renderTree(
    workflowWith([
      ['wf', 'DAG', 'Running'],
      ['wf.l', 'TaskGroup', 'Running', { boundaryID: 'wf' }],
      ...iterations,
    ]),
    { maxRows: 6 },
  ).split('\n');
  expect(rows.slice(1, 4).map((row) => row.trim())).toEqual([
    expect.stringContaining('l(77:x)'),
    expect.stringContaining('l(4321:x)'),
    '└─ 4998 more: 4998 succeeded',
  ]);
});

test.for([
  { title: 'a workflow without status', given: { ...loopRun, status: undefined }, want: '◷ wf  Pending\n' },
  { title: 'a status without nodes', given: workflowWith([]), want: '✔ wf  Succeeded  1/1  9s\n' },
  {
    title: 'a message of several lines',
    given: workflowWith([
      ['wf', 'DAG', 'Error'],
      ['wf.a', 'Pod', 'Error', { boundaryID: 'wf', message: 'first\n  second' }],
    ]),
    want: '✔ wf  Succeeded  1/1  9s\n└─ ⚠ a              3s  first second\n',
  },
])('renders $title', ({ given, want }) => {
  expect(renderTree(given)).toBe(want);
});

test('counts the duration of running nodes up to the given time', () => {
  const running = workflowWith(
    [
      ['wf', 'DAG', 'Running'],
      ['wf.a', 'Pod', 'Running', { boundaryID: 'wf', finishedAt: null as unknown as undefined }],
    ],
    'Running',
  );
  expect(renderTree(running, { now: Date.parse('2026-01-01T01:02:03Z') })).toMatch(/a +1h 02m/);
});

test('truncates long names to the width of the terminal', () => {
  const long = workflowWith([
    ['wf', 'DAG', 'Succeeded'],
    [`wf.${'x'.repeat(300)}`, 'Pod', 'Succeeded', { boundaryID: 'wf', message: 'm'.repeat(300) }],
  ]);
  const widest = Math.max(
    ...renderTree(long, { width: 80 })
      .split('\n')
      .map((row) => row.length),
  );
  expect(widest).toBeLessThanOrEqual(80);
});
