import { describe, expect, test } from 'vitest';
import { outline, workflowOf } from '../../test/workflow-of.ts';
import { resubmit } from './resubmit.ts';

const now = new Date('2026-02-03T04:05:06Z');
const labels = {
  app: 'web',
  'workflows.argoproj.io/creator': 'somebody',
  'workflows.argoproj.io/creator-email': 'somebody.at.example',
  'workflows.argoproj.io/creator-preferred-username': 'somebody',
  'workflows.argoproj.io/phase': 'Failed',
  'workflows.argoproj.io/completed': 'true',
  'workflows.argoproj.io/workflow-archiving-status': 'Archived',
  'workflows.argoproj.io/resubmitted-from-workflow': 'first',
};
const ownerReferences = [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', uid: '1' }];

test('the new workflow has the spec, labels, annotations and owners of the old one', () => {
  const given = workflowOf(
    'Failed',
    { wf: { phase: 'Failed' } },
    {
      metadata: {
        name: 'wf',
        namespace: 'ns',
        uid: '2',
        labels,
        annotations: { note: 'x' },
        ownerReferences,
      },
      spec: { entrypoint: 'main', shutdown: 'Terminate', suspend: true, activeDeadlineSeconds: 0 },
    },
  );
  expect(resubmit(given, { priority: 3, labels: { app: 'api' } })).toStrictEqual({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: {
      generateName: 'wf-',
      namespace: 'ns',
      labels: { app: 'api', 'workflows.argoproj.io/resubmitted-from-workflow': 'wf' },
      annotations: { note: 'x' },
      ownerReferences,
    },
    spec: { entrypoint: 'main', suspend: true, priority: 3 },
    status: {},
  });
});

test('a generateName is used again, and parameters come first', () => {
  const given = workflowOf(
    'Running',
    {},
    {
      metadata: { name: 'wf-abc', generateName: 'wf-' },
      spec: {
        arguments: {
          parameters: [
            { name: 'a', value: '1' },
            { name: 'b', value: '2' },
          ],
        },
      },
    },
  );
  const { metadata, spec } = resubmit(given, { parameters: [{ name: 'b', value: '' }] });
  expect(metadata.generateName).toBe('wf-');
  expect(spec.arguments?.parameters).toEqual([
    { name: 'b', value: '' },
    { name: 'a', value: '1' },
  ]);
});

describe('memoized', () => {
  const memoized = { memoized: true, now, suffix: 'x7k2p' } as const;
  const given = workflowOf('Failed', {
    wf: { type: 'DAG', phase: 'Failed', message: 'failed', children: ['wf.a', 'wf.s', 'wf.t'] },
    'wf.a': { boundary: 'wf', outputs: { result: 'kept' }, children: ['wf.b'] },
    'wf.b': { boundary: 'wf', phase: 'Failed', message: 'exit code 1' },
    'wf.s': { boundary: 'wf', type: 'Skipped', phase: 'Skipped' },
    'wf.t': { boundary: 'wf', type: 'Skipped', phase: 'Skipped', children: ['wf.u'] },
    'wf.u': { boundary: 'wf' },
    'wf.onExit': {},
  });

  test('pods that succeeded are skipped; everything else is pending, with new names', () => {
    const workflow = resubmit(given, memoized);
    expect(workflow.metadata).toMatchObject({ name: 'wf-x7k2p', generateName: 'wf-' });
    // The skipped task has no successor that succeeded, so it is decided anew. Argo leaves its id among the children.
    expect(outline(workflow)).toEqual({
      'wf-x7k2p': expect.stringMatching(/^Pending wf-x7k2p.a lost wf-x7k2p-\d+ wf-x7k2p.t$/),
      'wf-x7k2p.a': 'Skipped wf-x7k2p.b',
      'wf-x7k2p.b': 'Pending',
      'wf-x7k2p.t': 'Pending wf-x7k2p.u',
      'wf-x7k2p.u': 'Skipped',
    });
  });

  test('results are kept, and times are those of the new workflow', () => {
    const nodes = Object.values(resubmit(given, memoized).status?.nodes ?? {});
    const time = '2026-02-03T04:05:06Z';
    const [root, done, failed] = ['wf-x7k2p', 'wf-x7k2p.a', 'wf-x7k2p.b'].map((name) =>
      nodes.find((node) => node.name === name),
    );
    expect(root).toMatchObject({ startedAt: time, finishedAt: time });
    expect(root).not.toHaveProperty('message');
    expect(done).toMatchObject({ type: 'Skipped', outputs: { result: 'kept' }, boundaryID: 'wf-x7k2p' });
    expect(done?.message).toMatch(/^original pod: wf-\d+$/);
    expect(failed).not.toHaveProperty('startedAt');
    expect(failed).not.toHaveProperty('finishedAt');
  });

  test.for(['Succeeded', 'Running', ''])('a workflow in phase "%s" is refused', (phase) => {
    expect(() => resubmit(workflowOf(phase, {}), memoized)).toThrow(
      expect.objectContaining({
        code: 'OPERATIONS_NOT_FAILED',
        argoMessage: 'workflow must be Failed/Error to resubmit in memoized mode',
      }),
    );
  });
});
