import type { CronWorkflow } from '@tiphys/models';
import { describe, expect, test } from 'vitest';
import { backfillTimes, backfillWorkflow } from './backfill.ts';
import { childWorkflow, workflowFromCron } from './child-workflow.ts';
import { resumeCron, suspendCron } from './suspend-cron.ts';

const cron: CronWorkflow = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'CronWorkflow',
  metadata: {
    name: 'nightly',
    namespace: 'ns',
    uid: '0847',
    labels: {
      'workflows.argoproj.io/creator': 'somebody',
      'workflows.argoproj.io/controller-instanceid': 'blue',
      team: 'not passed on',
    },
    annotations: { note: 'not passed on' },
  },
  spec: {
    schedules: ['0 3 * * *', '0 15 * * *'],
    timezone: 'Europe/Berlin',
    workflowMetadata: { labels: { app: 'web' }, annotations: { kept: 'yes' }, finalizers: ['example.com/f'] },
    workflowSpec: { entrypoint: 'main', arguments: { parameters: [{ name: 'a', value: '1' }] } },
  },
};
const time = new Date('2026-03-29T01:00:00Z');
const ownerReferences = [
  {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'CronWorkflow',
    name: 'nightly',
    uid: '0847',
    controller: true,
    blockOwnerDeletion: true,
  },
];

test('the workflow of a scheduled time', () => {
  expect(childWorkflow(cron, time)).toStrictEqual({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: {
      name: 'nightly-1774746000',
      namespace: 'ns',
      labels: {
        'workflows.argoproj.io/creator': 'somebody',
        'workflows.argoproj.io/controller-instanceid': 'blue',
        'workflows.argoproj.io/cron-workflow': 'nightly',
        app: 'web',
      },
      annotations: { 'workflows.argoproj.io/scheduled-time': '2026-03-29T01:00:00Z', kept: 'yes' },
      finalizers: ['example.com/f'],
      ownerReferences,
    },
    spec: cron.spec.workflowSpec,
  });
});

test('the annotation shows the time in the zone of the controller', () => {
  const { annotations } = childWorkflow(cron, time, 'America/New_York').metadata;
  expect(annotations?.['workflows.argoproj.io/scheduled-time']).toBe('2026-03-28T21:00:00-04:00');
});

test('the workflow that is submitted from a CronWorkflow', () => {
  const plain: CronWorkflow = {
    ...cron,
    metadata: { name: 'nightly', uid: '0847' },
    spec: { schedules: ['@daily'], workflowSpec: { entrypoint: 'main' } },
  };
  expect(workflowFromCron(plain, time)).toStrictEqual({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: {
      generateName: 'nightly-',
      labels: { 'workflows.argoproj.io/cron-workflow': 'nightly' },
      annotations: { 'workflows.argoproj.io/scheduled-time': '2026-03-29T01:00:00Z' },
      ownerReferences,
    },
    spec: { entrypoint: 'main' },
  });
});

test('suspend and resume set the field of the spec', () => {
  expect(suspendCron(cron).spec.suspend).toBe(true);
  expect(resumeCron(suspendCron(cron))).toStrictEqual(cron);
});

describe('backfill', () => {
  test('has the times of all schedules after the start, up to the end', () => {
    const period = { start: new Date('2026-03-28T02:00:00Z'), end: new Date('2026-03-29T13:00:00Z') };
    expect(backfillTimes(cron, period).map((found) => found.toISOString().slice(0, 16))).toEqual([
      '2026-03-28T14:00',
      '2026-03-29T01:00',
      '2026-03-29T13:00',
    ]);
  });

  test('has a limit', () => {
    const period = { start: new Date('2026-01-01T00:00:00Z'), end: new Date('2026-03-01T00:00:00Z') };
    const code = 'OPERATIONS_BACKFILL';
    expect(() => backfillTimes(cron, { ...period, limit: 100 })).toThrow(expect.objectContaining({ code }));
    expect(backfillTimes(cron, period)).toHaveLength(118);
  });

  test('runs one workflow after the other, each with its time', () => {
    const workflow = backfillWorkflow(cron, { name: 'Again', time, now: new Date('2026-04-01T00:00:00Z') });
    expect(workflow.metadata.generateName).toBe('nightly-backfill-again-');
    expect(workflow.spec).toStrictEqual({
      entrypoint: 'main',
      arguments: {
        parameters: [
          { name: 'a', value: '1' },
          { name: 'cronScheduleTime', value: '2026-03-29 01:00:00 +0000 UTC' },
        ],
      },
      priority: 2_147_483_647,
      synchronization: { mutexes: [{ name: 'Again' }] },
    });
  });

  test('may run them all at once', () => {
    const options = { name: 'x', time, now: time, parallel: true, argumentName: 'day' };
    const { spec } = backfillWorkflow(cron, options);
    expect(spec.synchronization).toBeUndefined();
    expect(spec.arguments?.parameters?.at(-1)?.name).toBe('day');
  });
});
