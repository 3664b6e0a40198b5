import { gzipSync } from 'node:zlib';
import type { WorkflowTemplate } from '@tiphys/models';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Cluster, KubernetesObject } from '../../src/index.ts';
import { openTestCluster, type TestCluster } from './open-cluster.ts';

let opened: TestCluster;
let cluster: Cluster;
beforeEach(async () => {
  opened = await openTestCluster({ controller: false });
  ({ cluster } = opened);
});
afterEach(() => opened.close());

const ARGO = 'argoproj.io/v1alpha1';
const templateOf = (name: string): WorkflowTemplate => ({
  apiVersion: ARGO,
  kind: 'WorkflowTemplate',
  metadata: { name, labels: { team: 'red' } },
  spec: { templates: [{ name: 'main', suspend: {} }] },
});
const configMapOf = (data: Readonly<Record<string, string>>, metadata = {}): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'bundle', ...metadata },
  ...{ data },
});
const bundle = { apiVersion: 'v1', kind: 'ConfigMap', name: 'bundle' };

test('templates are created, read, listed, changed, checked and deleted', async () => {
  const store = cluster.workflowTemplates;
  expect(await store.create(templateOf('b'), { dryRun: true })).toMatchObject({ metadata: { name: 'b' } });
  expect(await store.lint(templateOf('b'))).toMatchObject({ metadata: { name: 'b' } });
  expect(await store.list()).toEqual([]);
  const stored = await store.create(templateOf('b'));
  await store.create(templateOf('a'));
  expect((await store.list({ labels: 'team=red' })).map(({ metadata }) => metadata.name)).toEqual(['a', 'b']);
  expect(await store.list({ labels: 'team=blue' })).toEqual([]);
  await expect(store.create(templateOf('a'))).rejects.toMatchObject({ code: 'CLIENT_CONFLICT', status: 409 });
  const changed = { ...stored, spec: { ...stored.spec, entrypoint: 'main' } };
  expect((await store.update(changed)).spec.entrypoint).toBe('main');
  await expect(store.update(changed)).rejects.toMatchObject({ code: 'CLIENT_CONFLICT' });
  await store.delete('b');
  await expect(store.get('b')).rejects.toMatchObject({ code: 'CLIENT_NOT_FOUND' });
  for (const name of ['', '.', '..'])
    await expect(store.delete(name)).rejects.toMatchObject({ code: 'CLIENT_INVALID' });
});

test('objects of other namespaces are reached with another namespace, and all are listed', async () => {
  await cluster.workflowTemplates.create(templateOf('here'));
  const other = cluster.inNamespace('ünï');
  await other.workflowTemplates.create(templateOf('there'));
  expect((await other.workflowTemplates.list()).map(({ metadata }) => metadata.namespace)).toEqual(['ünï']);
  expect(await cluster.workflowTemplates.list({ allNamespaces: true })).toHaveLength(2);
  expect(await cluster.inNamespace('').workflowTemplates.list()).toHaveLength(2);
});

test('cron workflows are suspended and resumed', async () => {
  await cluster.cronWorkflows.create({
    apiVersion: ARGO,
    kind: 'CronWorkflow',
    metadata: { name: 'nightly' },
    spec: { schedules: ['0 0 * * *'], workflowSpec: { templates: [] } },
  });
  expect((await cluster.cronWorkflows.suspend('nightly')).spec.suspend).toBe(true);
  expect((await cluster.cronWorkflows.resume('nightly')).spec.suspend).toBe(false);
  await expect(cluster.cronWorkflows.resume('none')).rejects.toMatchObject({ code: 'CLIENT_NOT_FOUND' });
});

test('apply creates an object, changes it, takes back what is no longer there, and is idempotent', async () => {
  const { delivery } = cluster;
  expect(await delivery.read(bundle)).toBeUndefined();
  await delivery.apply(configMapOf({ a: '1', b: '2' }), { dryRun: true });
  expect(await delivery.read(bundle)).toBeUndefined();
  await delivery.apply(configMapOf({ a: '1', b: '2' }));
  const { metadata } = await delivery.apply(configMapOf({ a: '3' }, { labels: { x: 'y' } }));
  expect(await delivery.read(bundle)).toMatchObject({ data: { a: '3' }, metadata: { labels: { x: 'y' } } });
  expect(await delivery.read(bundle)).not.toHaveProperty('data.b');
  expect(
    (await delivery.apply(configMapOf({ a: '3' }, { labels: { x: 'y' } }))).metadata.resourceVersion,
  ).toBe(metadata.resourceVersion);
  const { path, headers } = opened.server.requests.at(-1) ?? {};
  expect(path).toBe('/api/v1/namespaces/default/configmaps/bundle?fieldManager=tiphys');
  expect(headers).toMatchObject({ 'content-type': 'application/apply-patch+yaml' });
});

test('fields that somebody else has set are a conflict, unless they are taken over', async () => {
  opened.server.state.objects.create({
    ...configMapOf({ a: 'theirs' }),
    metadata: { name: 'bundle', namespace: 'default' },
  });
  await expect(cluster.delivery.apply(configMapOf({ a: 'ours' }))).rejects.toMatchObject({
    code: 'CLIENT_CONFLICT',
    message: expect.stringMatching(/Others own fields of the ConfigMap bundle\. .*--force\)\. .*\.data\.a/),
  });
  await cluster.delivery.apply(configMapOf({ a: 'ours' }), { force: true });
  expect(await cluster.delivery.read(bundle)).toMatchObject({ data: { a: 'ours' } });
});

test('objects belong to their owners, which apply keeps, and go with them', async () => {
  const { delivery } = cluster;
  const run = opened.server.state.objects.create({
    apiVersion: ARGO,
    kind: 'Workflow',
    metadata: { name: 'wf', namespace: 'default' },
    spec: {},
  });
  const owner = { apiVersion: ARGO, kind: 'Workflow', name: 'wf', uid: run.metadata.uid ?? '' };
  await delivery.apply(configMapOf({ a: '1' }));
  opened.server.faults.add({
    fault: { kind: 'status', status: 409 },
    matches: ({ method }) => method === 'PATCH',
  });
  await delivery.own(bundle, owner);
  await delivery.own(bundle, owner);
  await delivery.own(bundle, { ...owner, name: 'other', uid: 'u2' });
  await delivery.apply(configMapOf({ a: '2' }));
  expect((await delivery.read(bundle))?.metadata.ownerReferences).toEqual([
    owner,
    { ...owner, name: 'other', uid: 'u2' },
  ]);
  await cluster.runs.delete('wf');
  expect(await delivery.read(bundle)).toBeUndefined();
  await delivery.remove(bundle);
});

test('kinds that this package does not know are looked up, and unknown ones are errors', async () => {
  const { delivery } = cluster;
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'runner' } };
  await delivery.apply(account);
  expect(await delivery.read({ apiVersion: 'v1', kind: 'ServiceAccount', name: 'runner' })).toMatchObject(
    account,
  );
  const lookups = opened.server.requests.filter(({ path }) => path === '/api/v1');
  expect(lookups).toHaveLength(1);
  await expect(delivery.read({ apiVersion: 'v1', kind: 'Nope', name: 'x' })).rejects.toMatchObject({
    code: 'CLIENT_NOT_FOUND',
    message: expect.stringContaining('does not know Nope of v1'),
  });
  await expect(delivery.read({ apiVersion: 'x.io/v1', kind: 'Nope', name: 'x' })).rejects.toMatchObject({
    code: 'CLIENT_NOT_FOUND',
    message: expect.stringContaining('does not know x.io/v1'),
  });
  await expect(delivery.apply({ ...account, metadata: {} })).rejects.toMatchObject({
    code: 'CLIENT_INVALID',
  });
});

const node = { id: 'wf', name: 'wf', displayName: 'wf', type: 'Suspend', phase: 'Running' };
const createRun = (status: object, spec: object = {}) =>
  opened.server.state.objects.create({
    apiVersion: ARGO,
    kind: 'Workflow',
    metadata: { name: 'wf', namespace: 'default' },
    spec,
    status: { phase: 'Running', ...status },
  });

test('compressed nodes are read, and written back compressed', async () => {
  const compressedNodes = gzipSync(JSON.stringify({ wf: node })).toString('base64');
  createRun({ compressedNodes });
  expect((await cluster.runs.get('wf')).status?.nodes).toEqual({ wf: node });
  expect((await cluster.runs.list())[0]?.status?.nodes).toEqual({ wf: node });
  const { status } = await cluster.runs.resume('wf');
  expect(status?.nodes).toMatchObject({ wf: { phase: 'Succeeded' } });
  const stored = opened.server.state.objects.get({ kind: 'Workflow', namespace: 'default', name: 'wf' });
  expect(stored.status).toEqual({ phase: 'Running', compressedNodes: expect.any(String) });
});

test('nodes in the database are an error where they are needed, and none in a list', async () => {
  createRun({ offloadNodeStatusVersion: 'fnv:1' });
  expect(await cluster.runs.list()).toHaveLength(1);
  for (const operation of [() => cluster.runs.get('wf'), () => cluster.runs.resume('wf')])
    await expect(operation()).rejects.toMatchObject({
      code: 'CLIENT_NOT_OFFERED',
      message: expect.stringContaining('--server URL'),
    });
  expect((await cluster.runs.terminate('wf')).spec.shutdown).toBe('Terminate');
});

test('a change keeps integers that JavaScript rounds', async () => {
  const asking = { id: 'wf', name: 'wf', displayName: 'wf', type: 'Suspend', phase: 'Running' };
  createRun({ nodes: { wf: asking } }, { priority: '@' });
  const { faults, requests } = opened.server;
  const stored = opened.server.state.objects.get({ kind: 'Workflow', namespace: 'default', name: 'wf' });
  faults.add({
    fault: { kind: 'text', text: JSON.stringify(stored).replace('"@"', '9007199254740993') },
    matches: ({ method }) => method === 'GET',
  });
  await cluster.runs.resume('wf');
  expect(requests.at(-1)).toMatchObject({ method: 'PUT', body: expect.stringContaining('9007199254740993') });
});

test('replies of newer servers are read, and what is not a reply is an error', async () => {
  const { faults } = opened.server;
  createRun({ newField: { a: 1 } });
  expect((await cluster.runs.get('wf')).status).toMatchObject({ newField: { a: 1 } });
  faults.add({ fault: { kind: 'text', text: '<html>' } });
  await expect(cluster.runs.get('wf')).rejects.toMatchObject({ code: 'CLIENT_REPLY' });
  faults.add({ fault: { kind: 'text', text: '{"kind":"WorkflowList"}' } });
  await expect(cluster.runs.list()).rejects.toMatchObject({ code: 'CLIENT_REPLY' });
  faults.add({ fault: { kind: 'cut', after: 20 } });
  expect(await cluster.runs.list()).toHaveLength(1);
});

test('the version and the permissions are told', async () => {
  expect(await cluster.version()).toEqual({ kubernetes: 'v1.35.4' });
  expect(await cluster.checks.can({ verb: 'get', group: '', resource: 'pods/log' })).toEqual({
    allowed: true,
  });
  expect(await cluster.checks.identity()).toMatchObject({ user: 'tester' });
});
