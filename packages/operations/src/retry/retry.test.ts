import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type NodeDraft, outline, workflowOf } from '../../test/workflow-of.ts';
import { type RetryOptions, retry } from './retry.ts';

const now = new Date('2026-02-03T04:05:06.789Z');
const root: NodeDraft = { type: 'Steps', phase: 'Failed', message: "child 'b' failed" };
const group: NodeDraft = { type: 'StepGroup', boundary: 'wf' };
const step: NodeDraft = { boundary: 'wf', templateName: 'leaf' };

/** Two groups of steps: `a` succeeds; of `b` and `c`, `b` fails. */
const steps: Readonly<Record<string, NodeDraft>> = {
  wf: { ...root, children: ['wf[0]'] },
  'wf[0]': { ...group, children: ['wf[0].a'] },
  'wf[0].a': { ...step, children: ['wf[1]'] },
  'wf[1]': { ...group, phase: 'Failed', children: ['wf[1].b', 'wf[1].c'] },
  'wf[1].b': { ...step, phase: 'Failed', message: 'exit code 1' },
  'wf[1].c': step,
};

/** A dag: `b` fails after `a`, so `c` is left out; `d` is independent. */
const dag: Readonly<Record<string, NodeDraft>> = {
  wf: { ...root, type: 'DAG', children: ['wf.a', 'wf.d'] },
  'wf.a': { ...step, children: ['wf.b'] },
  'wf.b': { ...step, phase: 'Failed', children: ['wf.c'] },
  'wf.c': { ...step, type: 'Skipped', phase: 'Omitted' },
  'wf.d': step,
};

interface Case {
  readonly title: string;
  readonly nodes: Readonly<Record<string, NodeDraft>>;
  readonly options?: Omit<RetryOptions, 'now'>;
  readonly want: Readonly<Record<string, string>>;
}

const cases: readonly Case[] = [
  {
    title: 'a step that failed runs again, and the groups around it are open',
    nodes: steps,
    want: {
      wf: 'Running wf[0]',
      'wf[0]': 'Succeeded wf[0].a',
      'wf[0].a': 'Succeeded wf[1]',
      'wf[1]': 'Running wf[1].c',
      'wf[1].c': 'Succeeded',
    },
  },
  {
    title: 'with new parameters, the other steps of the group run again too',
    nodes: steps,
    options: { parameters: [{ name: 'n', value: '1' }] },
    want: {
      wf: 'Running wf[0]',
      'wf[0]': 'Succeeded wf[0].a',
      'wf[0].a': 'Succeeded wf[1]',
      'wf[1]': 'Running',
    },
  },
  {
    title: 'what follows a failed task is deleted with it',
    nodes: dag,
    want: { wf: 'Running wf.a wf.d', 'wf.a': 'Succeeded', 'wf.d': 'Succeeded' },
  },
  {
    title: 'a failed task is kept if a task after it succeeded',
    nodes: { ...dag, 'wf.c': step },
    want: {
      wf: 'Failed wf.a wf.d',
      'wf.a': 'Succeeded wf.b',
      'wf.b': 'Failed wf.c',
      'wf.c': 'Succeeded',
      'wf.d': 'Succeeded',
    },
  },
  {
    title: 'a selected node runs again although it succeeded',
    nodes: dag,
    options: { restartSuccessful: true, nodeFieldSelector: 'displayName=a' },
    want: { wf: 'Running wf.d', 'wf.d': 'Succeeded' },
  },
  {
    title: 'a selector counts only with restartSuccessful',
    nodes: dag,
    options: { nodeFieldSelector: 'displayName=a' },
    want: { wf: 'Running wf.a wf.d', 'wf.a': 'Succeeded', 'wf.d': 'Succeeded' },
  },
  {
    title: 'a single pod leaves no node',
    nodes: { wf: { phase: 'Error' } },
    want: {},
  },
  {
    title: 'a failed Retry node starts over, without its attempts',
    nodes: {
      wf: { type: 'Retry', phase: 'Failed', children: ['wf(0)', 'wf(1)'] },
      'wf(0)': { phase: 'Failed', nodeFlag: { retried: true } },
      'wf(1)': { phase: 'Failed', nodeFlag: { retried: true } },
    },
    want: { wf: 'Running' },
  },
  {
    title: 'a failed attempt is kept if another one succeeded',
    nodes: {
      ...dag,
      'wf.d': { ...step, type: 'Retry', children: ['wf.d(0)', 'wf.d(1)'] },
      'wf.d(0)': { ...step, phase: 'Failed', nodeFlag: { retried: true } },
      'wf.d(1)': { ...step, nodeFlag: { retried: true } },
    },
    want: {
      wf: 'Running wf.a wf.d',
      'wf.a': 'Succeeded',
      'wf.d': 'Succeeded wf.d(0) wf.d(1)',
      'wf.d(0)': 'Failed',
      'wf.d(1)': 'Succeeded',
    },
  },
  {
    title: 'a failed container takes its whole pod with it',
    nodes: {
      wf: { ...root, type: 'DAG', children: ['wf.set'] },
      'wf.set': { ...step, phase: 'Failed', children: ['wf.set.x'] },
      'wf.set.x': { type: 'Container', boundary: 'wf.set', children: ['wf.set.y'] },
      'wf.set.y': { type: 'Container', phase: 'Failed', boundary: 'wf.set' },
    },
    want: { wf: 'Running' },
  },
  {
    title: 'templates around an inner one are opened, and skipped nodes stay skipped',
    nodes: {
      wf: { ...root, children: ['wf[0]'] },
      'wf[0]': { ...group, phase: 'Failed', children: ['wf[0].in', 'wf[0].s'] },
      'wf[0].in': { ...step, type: 'DAG', phase: 'Failed', children: ['wf[0].in.l'] },
      'wf[0].in.l': {
        type: 'TaskGroup',
        phase: 'Failed',
        boundary: 'wf[0].in',
        children: ['wf[0].in.l(0:x)', 'wf[0].in.l(1:y)'],
      },
      'wf[0].in.l(0:x)': { boundary: 'wf[0].in' },
      'wf[0].in.l(1:y)': { boundary: 'wf[0].in', phase: 'Failed' },
      'wf[0].s': { ...step, type: 'Skipped', phase: 'Skipped' },
    },
    want: {
      wf: 'Running wf[0]',
      'wf[0]': 'Running wf[0].in wf[0].s',
      'wf[0].in': 'Running wf[0].in.l',
      'wf[0].in.l': 'Running wf[0].in.l(0:x)',
      'wf[0].in.l(0:x)': 'Succeeded',
      'wf[0].s': 'Skipped',
    },
  },
  {
    title: 'the exit handler runs again',
    nodes: { ...dag, 'wf.onExit': { type: 'Steps', children: ['wf.onExit[0]'] }, 'wf.onExit[0]': group },
    want: { wf: 'Running wf.a wf.d', 'wf.a': 'Succeeded', 'wf.d': 'Succeeded' },
  },
];

describe('the nodes after a retry', () => {
  test.for(cases)('$title', ({ nodes, options, want }) => {
    expect(outline(retry(workflowOf('Failed', nodes), { now, ...options }).workflow)).toEqual(want);
  });
});

test('the pods of deleted nodes and of exit handlers are deleted', () => {
  const nodes = { ...dag, 'wf.onExit': { templateName: 'bye' } };
  const plain = retry(workflowOf('Failed', nodes), { now });
  expect(plain.podsToDelete).toEqual(['wf-leaf-2911782600', 'wf-bye-403321795']);
  expect(plain.deletedNodes).toHaveLength(3);
  const annotations = { 'workflows.argoproj.io/pod-name-format': 'v1' };
  const old = retry(workflowOf('Failed', nodes, { metadata: { name: 'wf', annotations } }), { now });
  expect(old.podsToDelete).toEqual(['wf-2911782600', 'wf-403321795']);
});

test('the workflow is open again', () => {
  const given = workflowOf('Failed', dag, {
    spec: {
      shutdown: 'Stop',
      activeDeadlineSeconds: 0,
      arguments: { parameters: [{ name: 'a', value: '1' }] },
    },
  });
  const before = structuredClone(given);
  const { workflow } = retry(given, { now, parameters: [{ name: 'b', value: '2' }] });
  const { nodes, ...status } = workflow.status ?? {};
  expect({ metadata: workflow.metadata, spec: workflow.spec, status }).toStrictEqual({
    metadata: { name: 'wf', namespace: 'default' },
    spec: {
      arguments: {
        parameters: [
          { name: 'b', value: '2' },
          { name: 'a', value: '1' },
        ],
      },
    },
    status: { startedAt: '2026-02-03T04:05:06Z', conditions: [{ type: 'Completed', status: 'False' }] },
  });
  expect(nodes?.wf).toMatchObject({ phase: 'Running', startedAt: '2026-02-03T04:05:06Z' });
  expect(nodes?.wf).not.toHaveProperty('message');
  expect(given).toStrictEqual(before);
});

test('compressed nodes are read', () => {
  const given = workflowOf('Failed', dag);
  const { nodes, ...rest } = given.status ?? {};
  const compressedNodes = gzipSync(JSON.stringify(nodes)).toString('base64');
  const compressed = { ...given, status: { ...rest, compressedNodes } };
  expect(retry(compressed, { now })).toStrictEqual(retry(given, { now }));
});

describe('refusals', () => {
  test.for([
    ['Running', {}, 'OPERATIONS_NOT_RETRYABLE', 'Cannot retry a workflow in phase Running'],
    ['', {}, 'OPERATIONS_NOT_RETRYABLE', 'Cannot retry a workflow in phase '],
    [
      'Succeeded',
      { restartSuccessful: true },
      'OPERATIONS_NOT_RETRYABLE',
      'To retry a succeeded workflow, set the options restartSuccessful and nodeFieldSelector',
    ],
    [
      'Succeeded',
      { nodeFieldSelector: 'displayName=a' },
      'OPERATIONS_NOT_RETRYABLE',
      'To retry a succeeded workflow, set the options restartSuccessful and nodeFieldSelector',
    ],
    [
      'Failed',
      { restartSuccessful: true, nodeFieldSelector: 'a' },
      'OPERATIONS_SELECTOR',
      "unable to parse node field selector 'a': invalid selector: 'a'; can't understand 'a'",
    ],
  ] as const)('%s with %o', ([phase, options, code, argoMessage]) => {
    expect(() => retry(workflowOf(phase, dag), { now, ...options })).toThrow(
      expect.objectContaining({ code, argoMessage }),
    );
  });

  test('nodes that are elsewhere or missing', () => {
    const code = 'OPERATIONS_NODES_MISSING';
    const { 'wf.c': _, ...torn } = dag;
    expect(() => retry(workflowOf('Failed', torn), { now })).toThrow(expect.objectContaining({ code }));
    const orphan = { ...dag, 'wf.x': step };
    expect(() => retry(workflowOf('Failed', orphan), { now })).toThrow(expect.objectContaining({ code }));
    const headless = { 'wf.onExit': step };
    expect(() => retry(workflowOf('Failed', headless), { now })).toThrow("Couldn't find root node");
    const status = { phase: 'Failed', offloadNodeStatusVersion: 'fnv:1' };
    expect(() => retry(workflowOf('Failed', {}, { status }), { now })).toThrow('Argo Server');
    const damaged = { phase: 'Failed', compressedNodes: 'AAAA' };
    expect(() => retry(workflowOf('Failed', {}, { status: damaged }), { now })).toThrow('compressedNodes');
  });
});
