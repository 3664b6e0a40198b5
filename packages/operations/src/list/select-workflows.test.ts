import type { Workflow } from '@tiphys/models';
import { describe, expect, test } from 'vitest';
import { workflowOf } from '../../test/workflow-of.ts';
import { parseSince, selectWorkflows, type WorkflowFilter } from './select-workflows.ts';

interface Draft {
  readonly name: string;
  readonly phase: string;
  readonly created: number;
  readonly finished?: number;
  readonly labels?: Readonly<Record<string, string>>;
}

function time(minute: number): string {
  return `2026-01-01T00:${String(minute).padStart(2, '0')}:00Z`;
}

function make({ name, phase, created, finished, labels }: Draft): Workflow {
  const ended = finished === undefined ? {} : { 'workflows.argoproj.io/completed': 'true' };
  const metadata = {
    name,
    namespace: 'ns',
    creationTimestamp: time(created),
    labels: { ...labels, ...ended },
  };
  const times = finished === undefined ? {} : { finishedAt: time(finished) };
  return workflowOf(phase, {}, { metadata, status: { phase, ...times } });
}

const workflows = [
  { name: 'old', phase: 'Succeeded', created: 1, finished: 5, labels: { app: 'web' } },
  {
    name: 'old-again',
    phase: 'Failed',
    created: 6,
    finished: 9,
    labels: { 'workflows.argoproj.io/resubmitted-from-workflow': 'old' },
  },
  { name: 'slow', phase: 'Running', created: 2, labels: { 'workflows.argoproj.io/phase': 'Running' } },
  { name: 'young', phase: 'Pending', created: 8 },
].map(make);

describe('workflows in the list', () => {
  test.for([
    [{}, ['young', 'slow', 'old-again', 'old']],
    [{ status: ['Failed', 'Running'] }, ['slow', 'old-again']],
    [{ completed: true }, ['old-again', 'old']],
    [{ running: true }, ['young', 'slow']],
    [{ resubmitted: true }, ['old-again']],
    [{ prefix: 'old' }, ['old-again', 'old']],
    [{ labelSelector: 'app' }, ['old']],
    [{ fieldSelector: 'metadata.name!=old' }, ['young', 'slow', 'old-again']],
    [{ fieldSelector: 'metadata.namespace=other' }, []],
    [{ createdAfter: new Date(time(2)) }, ['young', 'old-again']],
    [{ finishedBefore: new Date(time(9)) }, ['old']],
    [{ createdAfter: new Date(time(2)), finishedBefore: new Date(time(10)) }, ['old-again']],
  ] as const satisfies readonly (readonly [WorkflowFilter, readonly string[]])[])('%o', ([filter, want]) => {
    expect(selectWorkflows(workflows, filter).map(({ metadata }) => metadata.name)).toEqual(want);
  });

  test('a field that Kubernetes does not select by is refused', () => {
    const argoMessage = 'field label not supported: status.phase';
    expect(() => selectWorkflows([], { fieldSelector: 'status.phase=Failed' })).toThrow(
      expect.objectContaining({ code: 'OPERATIONS_SELECTOR', argoMessage }),
    );
  });
});

describe('spans of time', () => {
  const now = new Date('2026-01-03T00:00:00Z');
  test.for([
    ['30s', '2026-01-02T23:59:30.000Z'],
    ['5m', '2026-01-02T23:55:00.000Z'],
    ['3h', '2026-01-02T21:00:00.000Z'],
    ['2d', '2026-01-01T00:00:00.000Z'],
  ])('%s', ([text, want]) => {
    expect(parseSince(text ?? '', now).toISOString()).toBe(want);
  });

  test.for(['', '3', 'h', '1h30m', '-1h', '1w', '999999999999999d'])('"%s" is refused', (text) => {
    expect(() => parseSince(text, now)).toThrow(expect.objectContaining({ code: 'OPERATIONS_SINCE' }));
  });
});
