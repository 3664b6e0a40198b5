import type { NodeStatus, Workflow } from '@tiphys/models';

/** A node as a table of tests writes it: name, type and phase, and what differs from the usual. */
export type NodeRow = readonly [
  name: string,
  type: NodeStatus['type'],
  phase: string,
  more?: Partial<NodeStatus>,
];

/** Returns a workflow whose status holds the given nodes; ids are the names, every node takes three seconds. */
export function workflowWith(rows: readonly NodeRow[], phase = 'Succeeded'): Workflow {
  const nodes = rows.map(([name, type, nodePhase, more]) => ({
    id: name,
    name,
    displayName: name.slice(name.lastIndexOf('.') + 1),
    type,
    phase: nodePhase,
    startedAt: '2026-01-01T00:00:00Z',
    finishedAt: '2026-01-01T00:00:03Z',
    ...more,
  }));
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: { name: 'wf' },
    spec: {},
    status: {
      phase,
      startedAt: '2026-01-01T00:00:00Z',
      finishedAt: '2026-01-01T00:00:09Z',
      progress: '1/1',
      nodes: Object.fromEntries(nodes.map((node) => [node.id, node])),
    },
  };
}

/** A run of a loop between two tasks, with a failure at its end. */
export const loopRun: Workflow = workflowWith(
  [
    ['wf', 'DAG', 'Failed', { children: ['wf.draw'] }],
    ['wf.draw', 'Pod', 'Succeeded', { boundaryID: 'wf', children: ['wf.squared'] }],
    ['wf.squared', 'DAG', 'Succeeded', { boundaryID: 'wf', children: ['wf.squared.body'] }],
    [
      'wf.squared.body',
      'TaskGroup',
      'Succeeded',
      { boundaryID: 'wf.squared', children: ['wf.squared.body(0:3)', 'wf.squared.body(1:4)'] },
    ],
    ['wf.squared.body(0:3)', 'Pod', 'Succeeded', { boundaryID: 'wf.squared', children: ['wf.total'] }],
    ['wf.squared.body(1:4)', 'Pod', 'Succeeded', { boundaryID: 'wf.squared', children: ['wf.total'] }],
    [
      'wf.total',
      'Pod',
      'Failed',
      { boundaryID: 'wf', message: 'main: Error (exit code 1)', children: ['wf.notify', 'wf.total.onExit'] },
    ],
    ['wf.total.onExit', 'Pod', 'Succeeded', { boundaryID: 'wf', nodeFlag: { hooked: true } }],
    ['wf.notify', 'Skipped', 'Omitted', { boundaryID: 'wf' }],
    ['wf.onExit', 'Pod', 'Succeeded'],
  ],
  'Failed',
);
