import { expect, test } from 'vitest';
import { type NodeRow, workflowWith } from '../test/run-status.ts';
import { createChangeReader } from './node-changes.ts';

const under = { boundaryID: 'wf' };

/** Returns what a reader says about a run: what has changed by each state, `+name` for a node that runs. */
function read(
  states: readonly (readonly NodeRow[])[],
  options: Parameters<typeof createChangeReader>[0] = {},
): readonly string[] {
  const changes = createChangeReader(options);
  return states.map((rows) =>
    changes(workflowWith(rows))
      .map(({ name, phase }) => (phase === 'Running' ? `+${name}` : name))
      .join(' '),
  );
}

test('a node begins before the nodes under it, and ends after them', () => {
  const states: readonly (readonly NodeRow[])[] = [
    [
      ['wf.a', 'Pod', 'Running', under],
      ['wf', 'DAG', 'Running'],
    ],
    [
      ['wf', 'DAG', 'Running'],
      ['wf.b', 'Pod', 'Running', under],
      ['wf.a', 'Pod', 'Succeeded', under],
      ['wf.c', 'Pod', 'Pending', under],
    ],
    [
      ['wf', 'DAG', 'Failed'],
      ['wf.b', 'Pod', 'Failed', under],
      ['wf.a', 'Pod', 'Succeeded', under],
      ['wf.c', 'Skipped', 'Omitted', under],
      ['wf.onExit', 'Pod', 'Running'],
    ],
  ];
  expect(read(states)).toEqual(['+wf +wf.a', 'wf.a +wf.b', 'wf.b wf.c wf +wf.onExit']);
});

test('the past of a run that is watched is left out', () => {
  const states: readonly (readonly NodeRow[])[] = [
    [
      ['wf', 'DAG', 'Running'],
      ['wf.a', 'Pod', 'Succeeded', under],
      ['wf.b', 'Pod', 'Running', under],
    ],
    [
      ['wf', 'DAG', 'Succeeded'],
      ['wf.a', 'Pod', 'Succeeded', under],
      ['wf.b', 'Pod', 'Succeeded', under],
    ],
  ];
  expect(read(states, { skipsPast: true })).toEqual(['+wf +wf.b', 'wf.b wf']);
});

test('nodes with earlier results are left out, with the nodes above that consist of them', () => {
  const nodes: readonly NodeRow[] = [
    ['wf', 'DAG', 'Succeeded'],
    ['wf.a', 'Retry', 'Succeeded', under],
    ['wf.a(0)', 'Pod', 'Succeeded', under],
    ['wf.b', 'Pod', 'Succeeded', under],
  ];
  expect(read([nodes], { isKept: (id) => id === 'wf.a(0)' })).toEqual(['wf.b wf']);
});
