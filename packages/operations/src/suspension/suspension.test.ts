import type { NodeStatus, Workflow } from '@tiphys/models';
import { describe, expect, test } from 'vitest';
import { type NodeDraft, outline, workflowOf } from '../../test/workflow-of.ts';
import { resume } from './resume.ts';
import { type NodeValues, setNode } from './set-node.ts';
import { stop, terminate } from './shut-down.ts';
import { suspend } from './suspend.ts';

const now = new Date('2026-02-03T04:05:06Z');
const finishedAt = '2026-02-03T04:05:06Z';
const waiting: NodeDraft = { type: 'Suspend', phase: 'Running', boundary: 'wf', finishedAt: undefined };
const parameters = [
  { name: 'answer', valueFrom: { supplied: {}, default: 'no' } },
  { name: 'seen', value: 'yes', globalName: 'seen' },
];
const running = workflowOf(
  'Running',
  {
    wf: { type: 'DAG', phase: 'Running', children: ['wf.a', 'wf.b', 'wf.c'] },
    'wf.a': { ...waiting, outputs: { parameters } },
    'wf.b': { ...waiting, message: 'please' },
    'wf.c': { boundary: 'wf', phase: 'Running' },
  },
  { metadata: { name: 'wf', namespace: 'default' }, spec: { suspend: true } },
);

function nodeOf(workflow: Workflow, name: string): NodeStatus | undefined {
  return Object.values(workflow.status?.nodes ?? {}).find((node) => node.name === name);
}

describe('resume', () => {
  test('completes every suspend node with its defaults and clears spec.suspend', () => {
    const resumed = resume(running, { now });
    expect(resumed.spec).toStrictEqual({});
    expect(outline(resumed)).toMatchObject({ 'wf.a': 'Succeeded', 'wf.b': 'Succeeded', 'wf.c': 'Running' });
    expect(nodeOf(resumed, 'wf.a')).toMatchObject({
      finishedAt,
      outputs: {
        parameters: [
          { name: 'answer', value: 'no' },
          { name: 'seen', value: 'yes' },
        ],
      },
    });
    expect(nodeOf(resumed, 'wf.b')?.message).toBe('please; ');
  });

  test('with a selector completes the nodes that match, without their defaults, and leaves the workflow suspended', () => {
    const resumed = resume(running, { now, nodeFieldSelector: 'displayName=a' });
    expect(resumed.spec).toStrictEqual({ suspend: true });
    expect(outline(resumed)).toMatchObject({ 'wf.a': 'Succeeded', 'wf.b': 'Running' });
    expect(nodeOf(resumed, 'wf.a')?.outputs).toEqual({ parameters });
  });

  test('changes nothing where nothing is suspended', () => {
    const given = workflowOf('Succeeded', { wf: {} });
    expect(resume(given, { now })).toBe(given);
  });

  test('refuses an output without a value', () => {
    const outputs = { parameters: [{ name: 'x', valueFrom: { supplied: {} } }] };
    expect(() => resume(workflowOf('Running', { wf: { ...waiting, outputs } }), { now })).toThrow(
      expect.objectContaining({
        code: 'OPERATIONS_OUTPUT',
        argoMessage: "raw output parameter 'x' has not been set and does not have a default value",
      }),
    );
  });
});

describe('setNode', () => {
  const set = (nodeFieldSelector: string, values: NodeValues): Workflow =>
    setNode(running, { now, nodeFieldSelector, ...values });

  test('sets the phase, the message and outputs', () => {
    const outputParameters = [{ name: 'answer', value: 'maybe' }];
    const changed = set('displayName=a', { phase: 'Failed', message: 'no', outputParameters });
    expect(nodeOf(changed, 'wf.a')).toMatchObject({ phase: 'Failed', message: 'no', finishedAt });
    expect(nodeOf(changed, 'wf.a')?.outputs?.parameters?.[0]).toStrictEqual({
      name: 'answer',
      value: 'maybe',
    });
    expect(changed.status).not.toHaveProperty('outputs');
  });

  test('sets no time where the node goes on', () => {
    expect(nodeOf(set('displayName=a', { message: 'soon' }), 'wf.a')?.finishedAt).toBeUndefined();
    expect(nodeOf(set('displayName=a', { phase: 'Running' }), 'wf.a')?.finishedAt).toBeUndefined();
  });

  test('also sets the output of the workflow that an output has as its global name', () => {
    const outputs = { parameters: [{ name: 'o', globalName: 'g', valueFrom: { supplied: {} } }] };
    const given = workflowOf('Running', { wf: { ...waiting, outputs } });
    const options = { now, nodeFieldSelector: 'id=wf', outputParameters: [{ name: 'o', value: '1' }] };
    expect(setNode(given, options).status?.outputs).toEqual({ parameters: [{ name: 'g', value: '1' }] });
    const status = { ...given.status, outputs: { parameters: [{ name: 'f' }, { name: 'g', value: '0' }] } };
    expect(setNode({ ...given, status }, options).status?.outputs).toEqual({
      parameters: [{ name: 'f' }, { name: 'g', value: '1' }],
    });
  });

  test.for([
    [
      'displayName=a',
      { outputParameters: [{ name: 'x', value: '' }] },
      'OPERATIONS_OUTPUT',
      "node is not expecting output parameter 'x'",
    ],
    [
      'displayName=a',
      { outputParameters: [{ name: 'seen', value: '' }] },
      'OPERATIONS_OUTPUT',
      "cannot set output parameter 'seen' because it does not use valueFrom.raw or it was already set",
    ],
    [
      'displayName=b',
      { outputParameters: [{ name: 'x', value: '' }] },
      'OPERATIONS_OUTPUT',
      'cannot set output parameters because node is not expecting any raw parameters',
    ],
    [
      'templateName==,displayName==c',
      { phase: 'Failed' },
      'OPERATIONS_NO_NODE',
      'currently, set only targets suspend nodes: no suspend nodes matching nodeFieldSelector: displayName=c,templateName=',
    ],
    [
      'displayName=a',
      {},
      'OPERATIONS_NO_NODE',
      'currently, set only targets suspend nodes: no suspend nodes matching nodeFieldSelector: displayName=a',
    ],
    [
      '',
      {},
      'OPERATIONS_NO_NODE',
      "'set' currently only targets suspend nodes, use a node field selector to target them",
    ],
    [
      'x',
      {},
      'OPERATIONS_SELECTOR',
      "unable to parse node field selector 'x': invalid selector: 'x'; can't understand 'x'",
    ],
  ] as const)('refuses %s with %o', ([selector, values, code, argoMessage]) => {
    expect(() => set(selector, values)).toThrow(expect.objectContaining({ code, argoMessage }));
  });

  test('names the nodes that are suspended where none matches', () => {
    expect(() => set('displayName=z', { phase: 'Failed' })).toThrow('Suspended nodes: a, b');
  });
});

describe('stop, terminate and suspend', () => {
  test('set a field of the spec', () => {
    expect(stop(running, { now, message: 'ignored' }).spec).toEqual({ suspend: true, shutdown: 'Stop' });
    expect(terminate(stop(running, { now })).spec.shutdown).toBe('Terminate');
    expect(suspend(workflowOf('Running', {}, { metadata: { name: 'wf' }, spec: {} })).spec.suspend).toBe(
      true,
    );
    expect(suspend(running)).toBe(running);
  });

  test('stop with a selector fails the nodes that match', () => {
    const stopped = stop(running, { now, nodeFieldSelector: 'displayName=b', message: 'no' });
    expect(nodeOf(stopped, 'wf.b')).toMatchObject({ phase: 'Failed', message: 'no', finishedAt });
    expect(stopped.spec).toEqual({ suspend: true });
  });

  test.for(['Succeeded', 'Failed', 'Error'])('a workflow that is %s is refused', (phase) => {
    const code = 'OPERATIONS_COMPLETED';
    const given = workflowOf(phase, {});
    const argoMessage = 'cannot shutdown a completed workflow: workflow: "wf", namespace: "default"';
    expect(() => stop(given, { now })).toThrow(expect.objectContaining({ code, argoMessage }));
    expect(() => terminate(given)).toThrow(expect.objectContaining({ code, argoMessage }));
    expect(() => suspend(given)).toThrow(
      expect.objectContaining({ code, argoMessage: 'cannot suspend completed workflows' }),
    );
  });
});
