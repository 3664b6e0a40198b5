import { expect, test } from 'vitest';
import { createRun } from '../../prepare/create-run.ts';
import { createNode } from './create-node.ts';

const identity = { name: 'wf', namespace: 'default', uid: 'u', createdAt: 0 };

function createOne(nodeCount: number, maximumIterations?: number): void {
  const run = createRun({ workflow: {}, objects: [], identity, parameters: {}, maximumIterations });
  run.nodeCount = nodeCount;
  createNode(run, {
    name: 'wf.a',
    type: 'Suspend',
    phase: 'Running',
    templateScope: 'local/wf',
    templateName: 'a',
  });
}

test.for([
  { limit: 100_000, iterations: undefined },
  { limit: 100_000, iterations: 5 },
  { limit: 300_000, iterations: 30_000 },
])('a run with $iterations iterations has at most $limit nodes', ({ iterations, limit }) => {
  expect(() => createOne(limit - 1, iterations)).not.toThrow();
  expect(() => createOne(limit, iterations)).toThrow(
    expect.objectContaining({
      code: 'ENGINE_TOO_MANY_NODES',
      message: expect.stringMatching(`more than ${limit} nodes.*--max-iterations ${limit / 5}`),
    }),
  );
});
