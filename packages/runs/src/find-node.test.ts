import type { NodeStatus, Workflow } from '@tiphys/models';
import { expect, test } from 'vitest';
import { findNode, findNodeOrLoop } from './find-node.ts';

const names = [
  ['wf', 'wf'],
  ['wf.price(0:\\"order-1\\")', 'price(0:\\"order-1\\")'],
  ['wf.price(1:\\"order-2\\")', 'price(1:\\"order-2\\")'],
  ['wf.x.p(0:\\"s\\")', 'p(0:\\"s\\")'],
  ['wf.y.p(0:\\"s\\")', 'p(0:\\"s\\")'],
] as const;

const workflow: Workflow = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Workflow',
  metadata: { name: 'wf' },
  spec: {},
  status: {
    nodes: Object.fromEntries(
      names.map(([name, displayName], index) => {
        const node: NodeStatus = { id: `id-${index}`, name, displayName, type: 'Pod' };
        return [node.id, node];
      }),
    ),
  },
};

test.for([
  ['price(0:order-1)', 'id-1'],
  ['price(1:\\"order-2\\")', 'id-2'],
  ['wf.price(1:order-2)', 'id-2'],
  ['x.p(0:s)', 'id-3'],
  ['wf.y.p(0:s)', 'id-4'],
])('%s names the node %s', ([word, id]) => {
  expect(findNode(workflow, word ?? '').id).toBe(id);
});

test('a label of several nodes is not enough', () => {
  expect(() => findNode(workflow, 'p(0:s)')).toThrow(
    'The run wf has 2 nodes called "p(0:s)". Its nodes: wf.x.p(0:\\"s\\"), wf.y.p(0:\\"s\\").',
  );
});

test.for([
  ['price', 'wf.price'],
  ['wf.price', 'wf.price'],
  ['x.p', 'wf.x.p'],
  ['price(0:order-1)', 'wf.price(0:\\"order-1\\")'],
  ['id-3', 'wf.x.p(0:\\"s\\")'],
])('%s names the nodes under %s', ([word, name]) => {
  expect(findNodeOrLoop(workflow, word ?? '').name).toBe(name);
});

test.for([
  ['p', 'The run wf has 2 loops called "p". Name one of them: wf.x.p, wf.y.p.'],
  ['p(0:s)', 'The run wf has 2 nodes called "p(0:s)".'],
  ['prices', 'The run wf has no node "prices". Its nodes: wf, wf.price(0'],
])('%s names no node and no loop', ([word, message]) => {
  expect(() => findNodeOrLoop(workflow, word ?? '')).toThrow(message);
});
