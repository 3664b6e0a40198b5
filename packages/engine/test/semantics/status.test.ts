import type { NodeStatus, Workflow } from '@tiphys/models';
import { expect, test } from 'vitest';
import { workflowObject } from '../../src/semantics/status/workflow-status.ts';
import { type Play, play } from './play.ts';

function statusOf(given: Play): NonNullable<Workflow['status']> {
  return workflowObject(play(given).run).status ?? {};
}

function nodesOf({ nodes }: NonNullable<Workflow['status']>): Readonly<Record<string, NodeStatus>> {
  return Object.fromEntries(Object.values(nodes ?? {}).map((node) => [node.name, node]));
}

test('a node has its identity, its boundary and its times', () => {
  const nodes = nodesOf(
    statusOf({
      main: 'steps: [[{name: a, template: make, arguments: {parameters: [{name: m, value: x}]}}]]',
      pods: { 'wf[0].a': { takes: 61 } },
    }),
  );
  expect(nodes['wf[0].a']).toEqual({
    id: 'wf-3986212215',
    name: 'wf[0].a',
    displayName: 'a',
    type: 'Pod',
    phase: 'Succeeded',
    templateName: 'make',
    templateScope: 'local/wf',
    boundaryID: 'wf',
    startedAt: '1970-01-01T00:00:00Z',
    finishedAt: '1970-01-01T00:01:01Z',
    inputs: { parameters: [{ name: 'm', value: 'x', default: 'made' }] },
    outputs: { parameters: [{ name: 'o', value: 'x', valueFrom: { path: '/o' } }], exitCode: '0' },
    progress: '1/1',
  });
});

test('the display name of a node is its name without that of its boundary', () => {
  const nodes = nodesOf(
    statusOf({
      main: `
        steps:
        - - {name: a, template: again}
          - {name: d, inline: {dag: {tasks: [{name: t, template: leaf, withItems: [x], onExit: leaf}]}}}
      `,
      templates: '- {name: again, retryStrategy: {limit: 1}, container: {image: busybox}}',
      spec: 'onExit: leaf',
    }),
  );
  expect(
    Object.fromEntries(Object.values(nodes).map(({ name, displayName }) => [name, displayName])),
  ).toEqual({
    wf: 'wf',
    'wf[0]': '[0]',
    'wf[0].a': 'a',
    'wf[0].a(0)': 'a(0)',
    'wf[0].d': 'd',
    'wf[0].d.t': 't',
    'wf[0].d.t(0:x)': 't(0:x)',
    'wf[0].d.t(0:x).onExit': 't(0:x).onExit',
    'wf[0].d.t.onExit': 't.onExit',
    'wf.onExit': 'wf.onExit',
  });
});

test('nodes of hooks and attempts have a flag', () => {
  const nodes = nodesOf(
    statusOf({
      main: 'steps: [[{name: a, template: again, onExit: leaf}]]',
      templates: '- {name: again, retryStrategy: {limit: 1}, container: {image: busybox}}',
    }),
  );
  expect(nodes['wf[0].a']?.nodeFlag).toBeUndefined();
  expect(nodes['wf[0].a(0)']?.nodeFlag).toEqual({ retried: true });
  expect(nodes['wf[0].a.onExit']?.nodeFlag).toEqual({ hooked: true });
});

test('progress counts successful pods and suspend nodes, and sums up descendants', () => {
  const status = statusOf({
    main: `
      dag:
        tasks:
        - {name: l, template: leaf, withItems: [1, 2]}
        - {name: r, template: again}
        - {name: s, inline: {suspend: {duration: '1'}}}
        - {name: k, template: leaf, when: 'false'}
    `,
    templates: '- {name: again, retryStrategy: {limit: 1}, container: {image: busybox}}',
    pods: { 'wf.r(0)': { phase: 'Failed', message: 'main: Error (exit code 1)' } },
  });
  const progress = Object.values(nodesOf(status)).map(({ name, progress }) => [name, progress]);
  expect(status.progress).toBe('4/5');
  expect(Object.fromEntries(progress)).toEqual({
    wf: '4/5',
    'wf.l': '2/2',
    'wf.l(0:1)': '1/1',
    'wf.l(1:2)': '1/1',
    'wf.r': '1/2',
    'wf.r(0)': '0/1',
    'wf.r(1)': '1/1',
    'wf.s': '1/1',
    'wf.k': undefined,
  });
});

test.for([
  { annotation: '0/10', takes: 'Succeeded', want: '10/10' },
  { annotation: '3/10', takes: 'Failed', want: '3/10' },
  { annotation: '3/0', takes: 'Failed', want: '0/1' },
  { annotation: 'some', takes: 'Succeeded', want: '1/1' },
] as const)('a pod of progress $annotation that $takes is at $want', ({ annotation, takes, want }) => {
  const status = statusOf({
    main: `metadata: {annotations: {workflows.argoproj.io/progress: ${annotation}}}\ncontainer: {image: busybox}`,
    pods: { wf: { phase: takes } },
  });
  expect(status.progress).toBe(want);
});

test.for([
  { takes: 59, phase: 'Failed', want: '0/1' },
  { takes: 59, phase: 'Succeeded', want: '1/1' },
  { takes: 60, phase: 'Failed', want: '3/10' },
  { takes: 60, phase: 'Succeeded', want: '10/10' },
] as const)('a pod that writes 3/10 and is $phase after $takes s is at $want', ({ takes, phase, want }) => {
  const status = statusOf({
    main: 'container: {image: busybox}',
    pods: { wf: { takes, phase } },
    events: [{ kind: 'podProgress', at: 5, nodeId: 'wf', progress: '3/10' }],
  });
  expect(status.progress).toBe(want);
});

test('a workflow has phase, message, times and conditions', () => {
  expect(statusOf({ main: 'suspend: {}' })).toMatchObject({
    phase: 'Running',
    startedAt: '1970-01-01T00:00:00Z',
    progress: '0/1',
    conditions: [{ type: 'PodRunning', status: 'False' }],
  });
  expect(statusOf({ main: 'container: {image: busybox, command: ["false"]}' })).toMatchObject({
    phase: 'Failed',
    message: 'main: Error (exit code 1)',
    finishedAt: '1970-01-01T00:00:01Z',
    conditions: [
      { type: 'PodRunning', status: 'False' },
      { type: 'Completed', status: 'True' },
    ],
  });
});

const library = (kind: string): string => `
kind: ${kind}
metadata: {name: lib}
spec:
  entrypoint: outer
  arguments: {parameters: [{name: p, value: lib}, {name: q, value: lib}]}
  templates:
  - {name: outer, steps: [[{name: a, template: inner}]]}
  - {name: inner, container: {image: busybox}}
  - {name: unused, container: {image: busybox}}
`;

test('templates of other objects that were called are stored, also those that they call themselves', () => {
  const { storedTemplates, storedWorkflowTemplateSpec } = statusOf({
    main: `
      steps:
      - - {name: a, templateRef: {name: lib, template: outer}}
        - {name: b, templateRef: {name: lib, template: inner, clusterScope: true}}
    `,
    objects: `${library('WorkflowTemplate')}---${library('ClusterWorkflowTemplate')}`,
  });
  const inner = { name: 'inner', container: { image: 'busybox' } };
  expect(storedTemplates).toEqual({
    'namespaced/lib/outer': { name: 'outer', steps: [[{ name: 'a', template: 'inner' }]] },
    'namespaced/lib/inner': inner,
    'cluster/lib/inner': inner,
  });
  expect(storedWorkflowTemplateSpec).toBeUndefined();
});

test('nothing is stored of objects that are not called', () => {
  const status = statusOf({ main: 'container: {image: busybox}', objects: library('WorkflowTemplate') });
  expect(status).not.toHaveProperty('storedTemplates');
});

test('the spec of a workflowTemplateRef is stored, merged with that of the workflow', () => {
  const given = {
    bare: true,
    spec: '{workflowTemplateRef: {name: lib}, arguments: {parameters: [{name: p, value: own}]}}',
  };
  const status = statusOf({ ...given, objects: library('WorkflowTemplate') });
  expect(status.storedWorkflowTemplateSpec).toMatchObject({
    entrypoint: 'outer',
    workflowTemplateRef: { name: 'lib' },
    templates: [{ name: 'outer' }, { name: 'inner' }, { name: 'unused' }],
    arguments: {
      parameters: [
        { name: 'p', value: 'own' },
        { name: 'q', value: 'lib' },
      ],
    },
  });
  expect(status).not.toHaveProperty('storedTemplates');
  expect(statusOf(given)).not.toHaveProperty('storedWorkflowTemplateSpec');
});
