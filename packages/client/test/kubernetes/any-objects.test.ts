import type { Workflow } from '@tiphys/models';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { KubernetesCluster, KubernetesObject } from '../../src/index.ts';
import { openTestCluster, type TestCluster } from './open-cluster.ts';

let opened: TestCluster;
let cluster: KubernetesCluster;
beforeEach(async () => {
  opened = await openTestCluster({ controller: false });
  ({ cluster } = opened);
});
afterEach(() => opened.close());

const CONFIG_MAP = { apiVersion: 'v1', kind: 'ConfigMap' };
const configMapOf = (name: string, team: string): KubernetesObject => ({
  ...CONFIG_MAP,
  metadata: { name, labels: { team } },
  ...{ data: { n: '1' } },
});
const workflow: Workflow = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Workflow',
  metadata: { name: 'wf' },
  spec: { entrypoint: 'main', templates: [{ name: 'main', suspend: {} }] },
};

test('objects of any kind are created, read, replaced, patched and deleted', async () => {
  const { objects } = cluster;
  const reference = { ...CONFIG_MAP, name: 'a' };
  await objects.create(configMapOf('a', 'red'), { dryRun: true });
  await expect(objects.get(reference)).rejects.toMatchObject({ code: 'CLIENT_NOT_FOUND' });
  const stored = await objects.create(configMapOf('a', 'red'));
  await expect(objects.create(stored)).rejects.toMatchObject({ code: 'CLIENT_CONFLICT' });
  const replaced = await objects.replace({ ...stored, ...{ data: { n: '2' } } });
  expect(replaced).toMatchObject({ data: { n: '2' } });
  await expect(objects.replace(stored)).rejects.toMatchObject({ code: 'CLIENT_CONFLICT' });
  expect(await objects.patch(reference, { data: { n: null, m: '3' } })).toMatchObject({ data: { m: '3' } });
  const wrong = { preconditions: { uid: 'another' } };
  await expect(objects.delete(reference, wrong)).rejects.toMatchObject({ code: 'CLIENT_CONFLICT' });
  await objects.delete(reference, { preconditions: { uid: stored.metadata.uid }, propagation: 'Foreground' });
  await expect(objects.delete(reference)).rejects.toMatchObject({ code: 'CLIENT_NOT_FOUND' });
});

test('objects are listed and deleted by labels', async () => {
  const { objects } = cluster;
  for (const [name, team] of [
    ['a', 'red'],
    ['b', 'blue'],
    ['c', 'red'],
  ] as const)
    await objects.create(configMapOf(name, team));
  const names = (found: readonly KubernetesObject[]) => found.map(({ metadata }) => metadata.name);
  expect(names(await objects.list(CONFIG_MAP, { labels: 'team=red' }))).toEqual(['a', 'c']);
  expect(names(await objects.deleteAll(CONFIG_MAP, { labels: 'team=red' }))).toEqual(['a', 'c']);
  expect(names(await objects.list(CONFIG_MAP))).toEqual(['b']);
  await expect(objects.deleteAll(CONFIG_MAP, { allNamespaces: true })).rejects.toMatchObject({
    code: 'CLIENT_ARGUMENT',
  });
  await expect(objects.list({ apiVersion: 'v7', kind: 'Nothing' })).rejects.toMatchObject({
    code: 'CLIENT_NOT_FOUND',
  });
});

test.for([undefined, null, '{"workflow": ', [], {}, { metadata: {} }])('%j is no workflow', async (value) => {
  const { runs } = cluster;
  // What a caller without types may pass.
  await expect(runs.submit(value as Workflow)).rejects.toMatchObject({ code: 'CLIENT_ARGUMENT' });
  expect(opened.server.requests).toEqual([]);
});

test('suspending and resuming change nothing else', async () => {
  const { runs } = cluster;
  await runs.submit(workflow);
  expect((await runs.suspend('wf')).spec.suspend).toBe(true);
  expect((await runs.resume('wf')).spec).not.toHaveProperty('suspend');
  const writes = opened.server.requests.filter(({ method }) => method === 'PATCH').map(({ body }) => body);
  expect(writes).toEqual(['{"spec":{"suspend":true}}', '{"spec":{"suspend":null}}']);
});

test('what is reported about a run comes, and what is new', { timeout: 10_000 }, async () => {
  const report = (name: string, run: string) =>
    opened.server.state.objects.create({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name, namespace: 'default' },
      involvedObject: { kind: 'Workflow', name: run },
      message: name,
    });
  report('first', 'wf');
  report('of-another', 'other');
  const seen: unknown[] = [];
  for await (const { message } of cluster.runs.kubernetesEvents('wf')) {
    seen.push(message);
    if (seen.length === 2) break;
    report('second', 'wf');
  }
  expect(seen).toEqual(['first', 'second']);
});

test('event bindings are listed, and other ways are named for what is not offered', async () => {
  const { events, runs, archive, objects } = cluster;
  await objects.create({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'WorkflowEventBinding',
    metadata: { name: 'on-push' },
    ...{ spec: { event: { selector: 'true' } } },
  });
  expect((await events.bindings()).map(({ metadata }) => metadata.name)).toEqual(['on-push']);
  const artifact = { nodeId: 'n', name: 'a' };
  const first = async (chunks: AsyncIterable<Uint8Array>) => {
    for await (const chunk of chunks) return chunk;
    return undefined;
  };
  for (const call of [
    () => events.send('push', {}),
    () => first(runs.readArtifactFile('wf', artifact)),
    () => first(archive.readArtifact('uid', artifact)),
  ])
    await expect(call()).rejects.toMatchObject({
      code: 'CLIENT_NOT_OFFERED',
      message: expect.stringContaining('--server URL'),
    });
});
