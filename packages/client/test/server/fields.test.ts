import { type ReadOptions, type RunFilter, SUMMARY_FIELDS } from '@tiphys/runs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestServer, type TestServer } from './open-server.ts';

let opened: TestServer;
beforeAll(async () => {
  opened = await openTestServer();
  for (const name of ['one', 'two', 'once'])
    opened.server.state.objects.create({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Workflow',
      metadata: {
        name,
        namespace: 'default',
        labels: { count: String(name.length), 'workflows.argoproj.io/phase': 'Failed' },
      },
      spec: { entrypoint: 'main' },
      status: { phase: 'Failed', finishedAt: '2026-01-01T00:00:00Z', nodes: { [name]: { id: name } } },
    });
});
afterAll(() => opened.close());

async function list(filter: RunFilter, options: ReadOptions) {
  const found = await opened.cluster.runs.list(filter, options);
  const query = new URL(opened.server.requests.at(-1)?.path ?? '', 'http://localhost').searchParams;
  return { found, fields: query.get('fields'), limit: query.get('listOptions.limit') };
}

test('a list gives whole runs, as on this machine', async () => {
  const { found, fields, limit } = await list({}, {});
  expect({ fields, limit }).toEqual({ fields: null, limit: '100' });
  expect(found.map(({ status }) => Object.keys(status?.nodes ?? {}))).toEqual(
    [['one'], ['two'], ['once']].sort(),
  );
});

test('a summary leaves out what is large', async () => {
  const { found, fields, limit } = await list({}, { fields: SUMMARY_FIELDS });
  expect(fields).toMatch(/^-items\.metadata\.managedFields,items\.status\.nodes,/);
  expect(limit).toBe('500');
  expect(found.map(({ status }) => status?.nodes)).toEqual([undefined, undefined, undefined]);
});

test.for<
  readonly [
    title: string,
    filter: RunFilter,
    only: readonly string[],
    fields: string,
    names: readonly string[],
  ]
>([
  [
    'the fields of the filter',
    { phases: ['Failed'] },
    ['metadata.name'],
    'status.phase,metadata.name',
    ['once', 'one', 'two'],
  ],
  ['no fields for labels', { labels: 'count=4' }, ['metadata.name'], 'metadata.name', ['once']],
  ['the start of a name', { prefix: 'on' }, ['metadata'], 'metadata', ['once', 'one']],
  ['a part of a name', { contains: 'w' }, ['metadata.name'], 'metadata.name', ['two']],
  ['what tells runs apart', { phases: ['Error'] }, ['spec'], 'status.phase,metadata.uid,spec', []],
])('a list of chosen fields asks for %s', async ([, filter, only, wanted, names]) => {
  const { found, fields } = await list(filter, { fields: { only } });
  expect(fields).toBe(['metadata', ...wanted.split(',').map((field) => `items.${field}`)].join(','));
  expect(found.map(({ metadata }) => metadata.name).sort()).toEqual(names);
});

test('fields that the filter needs are not left out', async () => {
  const { found, fields } = await list({ phases: ['Failed'] }, { fields: { without: ['status', 'spec'] } });
  expect(fields).toBe('-items.spec');
  expect(found).toHaveLength(3);
});

test('some fields of one run', async () => {
  const fields = { only: ['metadata.name', 'status.phase'] };
  const { metadata, status, spec } = await opened.cluster.runs.get('one', { fields });
  expect({ metadata, status, spec }).toEqual({
    metadata: { name: 'one' },
    status: { phase: 'Failed' },
    spec: undefined,
  });
});
