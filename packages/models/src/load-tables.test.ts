import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { argoVersions, definitions, loadTables, newestArgoVersion } from './tables.ts';

test('every imported version has tables, and the last one is the newest', async () => {
  const imported = readdirSync(join(import.meta.dirname, '../../../schemas/argo'));
  expect(imported.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))).toEqual(argoVersions);
  expect(argoVersions.at(-1)).toBe(newestArgoVersion);
  expect((await loadTables(newestArgoVersion)).definitions).toBe(definitions);
});

test.for([
  {
    version: 'v3.5',
    has: [
      'CronWorkflowSpec.schedule',
      'Synchronization.mutex',
      'WorkflowSpec.podPriority',
      'Template.priority',
    ],
    lacks: ['CronWorkflowSpec.schedules', 'Synchronization.mutexes', 'Artifact.plugin'],
  },
  {
    version: 'v3.6',
    has: [
      'CronWorkflowSpec.schedule',
      'CronWorkflowSpec.schedules',
      'Synchronization.mutex',
      'Synchronization.mutexes',
    ],
    lacks: ['Backoff.cap', 'Mutex.database'],
  },
  {
    version: 'v3.7',
    has: ['CronWorkflowSpec.schedule', 'Synchronization.semaphore', 'Backoff.cap', 'Mutex.database'],
    lacks: ['Template.priority', 'WorkflowSpec.podPriority', 'Artifact.plugin'],
  },
  {
    version: 'v4.0',
    has: ['CronWorkflowSpec.schedules', 'Synchronization.mutexes', 'Artifact.plugin'],
    lacks: ['CronWorkflowSpec.schedule', 'Synchronization.mutex', 'Template.pendingTimeout'],
  },
  {
    version: 'v4.1',
    has: ['Template.pendingTimeout', 'WorkflowSpec.executorPlugins'],
    lacks: ['Template.priority'],
  },
] as const)('$version knows its own fields', async ({ version, has, lacks }) => {
  const tables = await loadTables(version);
  const places = Object.entries(tables.definitions).flatMap(([name, { fields }]) =>
    Object.keys(fields).map((field) => `${name}.${field}`),
  );
  expect(places).toEqual(expect.arrayContaining([...has]));
  for (const place of lacks) expect(places).not.toContain(place);
  expect(Object.keys(tables.kinds)).toHaveLength(5);
});

test('versions with both `schedule` and `schedules` require exactly one of them', async () => {
  const group = { kind: 'exactlyOne', fields: ['schedule', 'schedules'] };
  for (const version of ['v3.6', 'v3.7'] as const)
    expect((await loadTables(version)).definitions.CronWorkflowSpec?.groups).toEqual([group]);
  expect((await loadTables('v3.5')).definitions.CronWorkflowSpec?.required).toContain('schedule');
  expect((await loadTables('v4.0')).definitions.CronWorkflowSpec?.required).toContain('schedules');
});

test('enums that are only in newer CRDs apply to older versions', async () => {
  for (const version of argoVersions) {
    const { definitions: tables } = await loadTables(version);
    expect(tables.RetryStrategy?.fields.retryPolicy?.type).toMatchObject({
      enum: expect.arrayContaining(['OnTransientError']),
    });
    expect(tables.Template?.groups).toContainEqual({ kind: 'atMostOne', fields: ['timeout', 'dag'] });
  }
});
