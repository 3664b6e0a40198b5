import { expect, test } from 'vitest';
import { loopRun, type NodeRow, workflowWith } from '../../test/run-status.ts';
import { describeMessage, readFailures } from './read-failures.ts';

const root: NodeRow = ['wf', 'DAG', 'Failed'];

test.for<{ title: string; nodes: readonly NodeRow[]; failures: readonly string[]; message: string }>([
  {
    title: 'a node that failed',
    nodes: [root, ['wf.a', 'Pod', 'Failed', { boundaryID: 'wf', message: 'main: Error (exit code 1)' }]],
    failures: ['a'],
    message: 'a failed',
  },
  {
    title: 'nodes that ended with an error, whatever their type',
    nodes: [
      ['wf', 'DAG', 'Error'],
      ['wf.a', 'Skipped', 'Error', { boundaryID: 'wf', message: 'failed to evaluate expression' }],
      ['wf.b', 'HTTP', 'Error', { boundaryID: 'wf', message: 'not allowed' }],
    ],
    failures: ['a', 'b'],
    message: 'a and b failed',
  },
  {
    title: 'no node that only passes a failure on',
    nodes: [
      ['wf', 'Steps', 'Failed', { message: "child 'wf-1' failed" }],
      ['wf.a', 'Retry', 'Failed', { boundaryID: 'wf', message: 'No more retries left' }],
      ['wf.a(0)', 'Pod', 'Failed', { boundaryID: 'wf', message: 'one', nodeFlag: { retried: true } }],
      ['wf.a(1)', 'Pod', 'Failed', { boundaryID: 'wf', message: 'two', nodeFlag: { retried: true } }],
    ],
    failures: ['a(0)', 'a(1)'],
    message: 'a failed',
  },
  {
    title: 'a node with a message of its own',
    nodes: [
      root,
      ['wf.a', 'Retry', 'Failed', { boundaryID: 'wf', message: 'Max duration limit exceeded' }],
      ['wf.a(0)', 'Pod', 'Failed', { boundaryID: 'wf', message: 'one', nodeFlag: { retried: true } }],
    ],
    failures: ['a', 'a(0)'],
    message: 'a failed',
  },
  {
    title: 'an attempt before one that succeeded, which is not why the workflow failed',
    nodes: [
      root,
      ['wf.a', 'Retry', 'Succeeded', { boundaryID: 'wf' }],
      ['wf.a(0)', 'Pod', 'Failed', { boundaryID: 'wf', message: 'one', nodeFlag: { retried: true } }],
      ['wf.b', 'Pod', 'Failed', { boundaryID: 'wf', message: 'b' }],
    ],
    failures: ['a(0)', 'b'],
    message: 'b failed',
  },
  {
    title: 'nodes in the order of their start',
    nodes: [
      root,
      ['wf.a', 'Pod', 'Failed', { boundaryID: 'wf', startedAt: '2026-01-01T00:00:02Z' }],
      ['wf.b', 'Pod', 'Failed', { boundaryID: 'wf', startedAt: '2026-01-01T00:00:01Z' }],
    ],
    failures: ['b', 'a'],
    message: 'b and a failed',
  },
  {
    title: 'more nodes than are named',
    nodes: [
      root,
      ...['a', 'b', 'c', 'd'].map((name): NodeRow => [`wf.${name}`, 'Pod', 'Failed', { boundaryID: 'wf' }]),
    ],
    failures: ['a', 'b', 'c', 'd'],
    message: 'a, b and 2 more failed',
  },
  {
    title: 'the node of a workflow that is one task',
    nodes: [['wf', 'Pod', 'Failed', { message: 'main: Error (exit code 1)' }]],
    failures: ['wf'],
    message: '',
  },
])('$title', ({ nodes, failures, message }) => {
  const workflow = workflowWith(nodes, 'Failed');
  expect(readFailures(workflow).map(({ label }) => label)).toEqual(failures);
  expect(describeMessage(workflow)).toBe(message);
});

test('the message of a workflow is that of Argo where it says something', () => {
  const workflow = { ...loopRun, status: { ...loopRun.status, message: 'invalid spec: no entrypoint' } };
  expect(describeMessage(workflow)).toBe('invalid spec: no entrypoint');
  expect(describeMessage({ ...loopRun, status: { ...loopRun.status, phase: 'Succeeded' } })).toBe('');
});

test('a message that the workflow has, too, is not repeated', () => {
  const nodes: readonly NodeRow[] = [['wf', 'Steps', 'Error', { message: 'no such step' }]];
  const workflow = workflowWith(nodes, 'Error');
  expect(readFailures({ ...workflow, status: { ...workflow.status, message: 'no such step' } })).toEqual([]);
  expect(readFailures(workflow)).toHaveLength(1);
});
