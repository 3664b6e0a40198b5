import { describe, expect, test } from 'vitest';
import type { PodResult } from '../contract/executor.ts';
import type { ObjectFields, TemplateFields } from '../manifest/fields.ts';
import { createRun } from '../prepare/create-run.ts';
import type { Command } from '../state/command.ts';
import type { RunEvent } from '../state/run-event.ts';
import type { RunState } from '../state/run-state.ts';
import { findNode, nodeNamed } from '../state/tree/find-node.ts';
import { decide } from './decide.ts';
import { workflowObject } from './status/workflow-status.ts';

const leaf: TemplateFields = { name: 'leaf', container: { image: 'busybox', command: ['true'] } };

function runOf(main: TemplateFields, spec: object = {}): RunState {
  const workflow: ObjectFields = {
    spec: { entrypoint: 'main', templates: [{ ...main, name: 'main' }, leaf], ...spec },
  };
  return createRun({
    workflow,
    objects: [],
    identity: { name: 'wf', namespace: 'default', uid: 'u', createdAt: 0 },
    parameters: {},
  });
}

/** Sends events, and returns which pods were started and stopped, and when to wake. */
function feed(run: RunState, ...events: readonly RunEvent[]): readonly string[] {
  return events.flatMap((event) => decide(run, event).commands.map(described));
}

function described(command: Command): string {
  switch (command.kind) {
    case 'start':
      return `start ${command.request.nodeName}`;
    case 'stop':
      return `stop ${command.nodeId} for ${command.reason}`;
    case 'wakeAt':
      return `wake at ${command.at}`;
    case 'readMemo':
      return `read ${command.key}`;
    case 'acquire':
      return `acquire ${command.locks.map(({ name }) => name).join()}`;
    case 'release':
      return 'release';
    case 'saveMemo':
      return `save ${command.key}`;
    default:
      return command satisfies never;
  }
}

function ended(run: RunState, name: string, at: number, result: Partial<PodResult> = {}): RunEvent {
  const nodeId = nodeNamed(run, name)?.fields.id ?? '';
  return {
    kind: 'podFinished',
    at,
    nodeId,
    result: { phase: 'Succeeded', exitCode: '0', parameters: [], artifacts: [], ...result },
  };
}

const failed: Partial<PodResult> = { phase: 'Failed', exitCode: '1', message: 'main: Error (exit code 1)' };

function phases(run: RunState): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.values(run.nodes).map(({ fields }) => [fields.name, fields.phase]));
}

describe('a dag', () => {
  const dag = {
    tasks: [
      { name: 'a', template: 'leaf' },
      { name: 'b', template: 'leaf' },
      { name: 'c', template: 'leaf', depends: 'a && b' },
    ],
  };

  test('starts a task when its last dependency has ended', () => {
    const run = runOf({ dag });
    expect(feed(run, { kind: 'start', at: 0 })).toEqual(['start wf.a', 'start wf.b']);
    expect(feed(run, ended(run, 'wf.b', 10))).toEqual([]);
    expect(feed(run, ended(run, 'wf.a', 20))).toEqual(['start wf.c']);
    expect(feed(run, ended(run, 'wf.c', 30))).toEqual([]);
    expect(run).toMatchObject({ phase: 'Succeeded', finishedAt: 30 });
  });

  test('omits what depends on a failed task', () => {
    const run = runOf({ dag });
    feed(run, { kind: 'start', at: 0 });
    expect(feed(run, ended(run, 'wf.a', 10, failed), ended(run, 'wf.b', 20))).toEqual([]);
    expect(phases(run)).toEqual({ wf: 'Failed', 'wf.a': 'Failed', 'wf.b': 'Succeeded', 'wf.c': 'Omitted' });
  });

  test('starts as many at a time as allowed', () => {
    const run = runOf({ dag, parallelism: 1 });
    expect(feed(run, { kind: 'start', at: 0 })).toEqual(['start wf.a']);
    expect(feed(run, ended(run, 'wf.a', 10))).toEqual(['start wf.b']);
    expect(feed(run, ended(run, 'wf.b', 20))).toEqual(['start wf.c']);
  });

  test('the limit of the workflow counts pods at every level', () => {
    const run = runOf(
      { dag: { tasks: [...dag.tasks, { name: 'd', template: 'leaf' }] } },
      { parallelism: 2 },
    );
    expect(feed(run, { kind: 'start', at: 0 })).toEqual(['start wf.a', 'start wf.b']);
    expect(feed(run, ended(run, 'wf.b', 10))).toEqual(['start wf.d']);
  });
});

describe('a retry', () => {
  const main = {
    ...leaf,
    name: 'main',
    retryStrategy: { limit: '2', backoff: { duration: '10', factor: '2' } },
  };

  test('waits longer each time, and stops at the limit', () => {
    const run = runOf(main);
    expect(feed(run, { kind: 'start', at: 0 })).toEqual(['start wf(0)']);
    expect(feed(run, ended(run, 'wf(0)', 1000, failed))).toEqual(['wake at 11000']);
    expect(findNode(run, run.root)?.fields.message).toBe('Backoff for 10 seconds');
    expect(feed(run, { kind: 'timer', at: 11_000 })).toEqual(['start wf(1)']);
    expect(feed(run, ended(run, 'wf(1)', 12_000, failed))).toEqual(['wake at 32000']);
    expect(feed(run, { kind: 'timer', at: 32_000 })).toEqual(['start wf(2)']);
    expect(feed(run, ended(run, 'wf(2)', 33_000, failed))).toEqual([]);
    expect(run).toMatchObject({ phase: 'Failed', message: 'No more retries left' });
  });

  test('a timer that comes too early changes nothing', () => {
    const run = runOf(main);
    feed(run, { kind: 'start', at: 0 });
    feed(run, ended(run, 'wf(0)', 0, failed));
    expect(feed(run, { kind: 'timer', at: 5000 })).toEqual([]);
    expect(phases(run)).toEqual({ wf: 'Running', 'wf(0)': 'Failed' });
  });

  test('stops waiting when the run is stopped', () => {
    const run = runOf(main);
    feed(run, { kind: 'start', at: 0 });
    feed(run, ended(run, 'wf(0)', 1000, failed));
    expect(feed(run, { kind: 'shutdown', at: 2000, strategy: 'Stop' })).toEqual([]);
    expect(run).toMatchObject({ phase: 'Failed', message: "Stopped with strategy 'Stop'" });
  });
});

describe('stopping', () => {
  const steps = [[{ name: 'a', template: 'leaf' }], [{ name: 'b', template: 'leaf' }]];

  test('stops the pods, starts nothing more, and runs the exit handler', () => {
    const run = runOf({ steps }, { onExit: 'leaf' });
    expect(feed(run, { kind: 'start', at: 0 })).toEqual(['start wf[0].a']);
    const id = nodeNamed(run, 'wf[0].a')?.fields.id;
    expect(feed(run, { kind: 'shutdown', at: 5, strategy: 'Stop' })).toEqual([`stop ${id} for shutdown`]);
    expect(feed(run, ended(run, 'wf[0].a', 10, failed))).toEqual(['start wf.onExit']);
    expect(feed(run, ended(run, 'wf.onExit', 20))).toEqual([]);
    expect(run).toMatchObject({ phase: 'Failed', message: "Stopped with strategy 'Stop'" });
    expect(Object.keys(phases(run))).toEqual(['wf', 'wf[0]', 'wf[0].a', 'wf.onExit']);
  });

  test('terminating skips the exit handler', () => {
    const run = runOf({ steps }, { onExit: 'leaf' });
    feed(run, { kind: 'start', at: 0 }, { kind: 'shutdown', at: 5, strategy: 'Terminate' });
    expect(feed(run, ended(run, 'wf[0].a', 10, failed))).toEqual([]);
    expect(run.phase).toBe('Failed');
  });
});

describe('time', () => {
  test('a suspended node resumes after its duration', () => {
    const run = runOf({ suspend: { duration: '1m' } });
    expect(feed(run, { kind: 'start', at: 0 })).toEqual(['wake at 60000']);
    expect(run.phase).toBe('Running');
    feed(run, { kind: 'timer', at: 60_000 });
    expect(run).toMatchObject({ phase: 'Succeeded', finishedAt: 60_000 });
  });

  test('the deadline of the workflow ends what is suspended', () => {
    const run = runOf({ suspend: {} }, { activeDeadlineSeconds: 5 });
    expect(feed(run, { kind: 'start', at: 0 })).toEqual(['wake at 5000']);
    feed(run, { kind: 'timer', at: 5000 });
    expect(run).toMatchObject({ phase: 'Failed', message: 'Step exceeded its deadline' });
  });

  test.for([
    { title: 'timeout', given: { timeout: '3s' }, spec: {}, want: 3000 },
    { title: 'activeDeadlineSeconds', given: { activeDeadlineSeconds: '4' }, spec: {}, want: 4000 },
    { title: 'deadline of the workflow', given: {}, spec: { activeDeadlineSeconds: 5 }, want: 5000 },
    { title: 'earliest of all', given: { timeout: '9s' }, spec: { activeDeadlineSeconds: 5 }, want: 5000 },
    { title: 'none', given: {}, spec: {}, want: undefined },
  ])('a pod knows its deadline: $title', ({ given, spec, want }) => {
    const run = runOf({ ...leaf, ...given, name: 'main' }, spec);
    const { commands } = decide(run, { kind: 'start', at: 0 });
    const start = commands.find((command) => command.kind === 'start');
    expect(start?.request.deadline).toBe(want);
  });
});

test('stdout is captured only if a result is referenced', () => {
  const value = '{{steps.a.outputs.result}}';
  const echo: TemplateFields = { ...leaf, name: 'echo', inputs: { parameters: [{ name: 'm' }] } };
  const steps = [
    [
      { name: 'a', template: 'leaf' },
      { name: 'b', template: 'leaf' },
    ],
    [{ name: 'c', template: 'echo', arguments: { parameters: [{ name: 'm', value }] } }],
  ];
  const run = runOf({ steps }, { templates: [{ name: 'main', steps }, leaf, echo] });
  const { commands } = decide(run, { kind: 'start', at: 0 });
  const captured = commands.map((command) => command.kind === 'start' && command.request.captureResult);
  expect(captured).toEqual([true, false]);
});

test('the same events give the same status', () => {
  const given = {
    dag: {
      tasks: [
        { name: 'l', template: 'leaf', withItems: ['x', 'y'] },
        { name: 'm', template: 'leaf', depends: 'l.AnySucceeded' },
      ],
    },
  };
  const statusAfter = (): unknown => {
    const run = runOf(given);
    feed(run, { kind: 'start', at: 0 });
    feed(run, ended(run, 'wf.l(1:y)', 5, failed), ended(run, 'wf.l(0:x)', 9));
    feed(run, ended(run, 'wf.m', 12));
    return workflowObject(run);
  };
  expect(statusAfter()).toEqual(statusAfter());
});
