import type { Workflow } from '@tiphys/models';
import { expect, test } from 'vitest';
import { loopRun, type NodeRow, workflowWith } from '../test/run-status.ts';
import { orderNodes } from './order-nodes.ts';
import { renderTree } from './render-tree.ts';

/** Returns a run with its nodes in another order of their map. */
function shuffled(workflow: Workflow, turn: number): Workflow {
  const entries = Object.entries(workflow.status?.nodes ?? {});
  const moved = entries.map((_, index) => entries[(index * 7 + turn) % entries.length] ?? entries[0]);
  return {
    ...workflow,
    status: {
      ...workflow.status,
      nodes: Object.fromEntries([...moved.toReversed(), ...entries].flatMap((one) => (one ? [one] : []))),
    },
  };
}

const steps: Workflow = workflowWith([
  ['wf', 'Steps', 'Succeeded', { children: ['wf[0]'] }],
  ['wf[0]', 'StepGroup', 'Succeeded', { boundaryID: 'wf', children: ['wf[0].z'] }],
  ['wf[0].z', 'Pod', 'Succeeded', { boundaryID: 'wf', children: ['wf[1]'] }],
  ['wf[1]', 'StepGroup', 'Succeeded', { boundaryID: 'wf', children: ['wf[1].a'] }],
  ['wf[1].a', 'Pod', 'Succeeded', { boundaryID: 'wf' }],
  ['wf.onExit', 'Pod', 'Succeeded', { startedAt: '2025-01-01T00:00:00Z' }],
]);

test.for([0, 1, 2, 3, 4])('the order of the map does not matter (%i)', (turn) => {
  expect(renderTree(shuffled(loopRun, turn))).toBe(renderTree(loopRun));
  expect(orderNodes(shuffled(steps, turn)).map(({ name }) => name)).toEqual(
    orderNodes(steps).map(({ name }) => name),
  );
});

test('steps come one after the other, and the exit handler last', () => {
  expect(orderNodes(steps).map(({ name }) => name)).toEqual([
    'wf',
    'wf[0]',
    'wf[0].z',
    'wf[1]',
    'wf[1].a',
    'wf.onExit',
  ]);
});

test('nodes come by their start, and items that start together by their numbers', () => {
  const items: readonly NodeRow[] = [10, 2, 0, 1].map((index) => [
    `wf.l(${index}:x)`,
    'Pod',
    'Succeeded',
    { boundaryID: 'wf', startedAt: index === 0 ? '2026-01-01T00:00:09Z' : '2026-01-01T00:00:01Z' },
  ]);
  const run = workflowWith([
    ...items,
    ['wf.l', 'TaskGroup', 'Running', { boundaryID: 'wf', children: items.map(([name]) => name) }],
    ['wf', 'DAG', 'Running', { children: ['wf.l'] }],
  ]);
  expect(orderNodes(run).map(({ name }) => name)).toEqual([
    'wf',
    'wf.l',
    'wf.l(1:x)',
    'wf.l(2:x)',
    'wf.l(10:x)',
    'wf.l(0:x)',
  ]);
});
