import type { Workflow } from '@tiphys/models';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClusterRuns } from '../../src/index.ts';
import { openTestServer, type TestServer } from './open-server.ts';

let opened: TestServer;
let runs: ClusterRuns;
beforeAll(async () => {
  opened = await openTestServer();
  ({ runs } = opened.cluster);
});
afterAll(() => opened.close());

const container = (script: string) => ({ image: 'busybox', command: ['sh', '-c'], args: [script] });

function workflowOf(name: string, templates: NonNullable<Workflow['spec']['templates']>): Workflow {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: { name, labels: { suite: name } },
    spec: { entrypoint: 'main', templates },
  };
}

const waiting = (name: string) =>
  workflowOf(name, [
    { name: 'main', steps: [[{ name: 'ask', template: 'ask' }], [{ name: 'say', template: 'say' }]] },
    { name: 'ask', suspend: {}, outputs: { parameters: [{ name: 'answer', valueFrom: { supplied: {} } }] } },
    { name: 'say', container: container('echo said') },
  ]);

async function ended(name: string): Promise<string | undefined> {
  let phase: string | undefined;
  for await (const { status } of runs.watch(name, { signal: AbortSignal.timeout(30_000) }))
    phase = status?.phase;
  return phase;
}

async function untilAsked(name: string): Promise<void> {
  for await (const { status } of runs.watch(name, { signal: AbortSignal.timeout(30_000) }))
    if (
      Object.values(status?.nodes ?? {}).some(({ type, phase }) => type === 'Suspend' && phase === 'Running')
    )
      return;
}

async function textsOf(name: string, options: Parameters<ClusterRuns['logs']>[1] = {}) {
  const texts: string[] = [];
  for await (const { text } of runs.logs(name, options)) texts.push(text);
  return texts;
}

test('a submitted workflow is followed to its end, listed, read and deleted', async () => {
  const { metadata } = await runs.submit(
    workflowOf('hello', [{ name: 'main', container: container('echo first; sleep 0.3; echo second') }]),
  );
  expect(metadata).toMatchObject({ name: 'hello', namespace: 'default' });
  expect(await textsOf('hello', { follow: true })).toEqual(['first', 'second']);
  expect(await ended('hello')).toBe('Succeeded');
  expect(await textsOf('@latest', { tail: 1 })).toEqual(['second']);
  expect(await textsOf('hello', { grep: '^fi' })).toEqual(['first']);
  expect(await textsOf('hello', { grep: '^fi', times: false })).toEqual(['first']);
  expect(opened.server.requests.map(({ path }) => path)).toContainEqual(
    expect.stringMatching(/\/log\?logOptions\.container=main&grep=%5Efi$/),
  );
  expect(await textsOf('hello', { node: 'hello' })).toEqual(['first', 'second']);
  expect(opened.server.requests.at(-1)?.path).toContain('/log?podName=hello&');
  await expect(textsOf('nothing')).rejects.toMatchObject({ code: 'RUNS_UNKNOWN_RUN' });
  expect((await runs.get('hello')).status?.nodes).toHaveProperty('hello');
  const names = async (filter: Parameters<ClusterRuns['list']>[0]) =>
    (await runs.list(filter)).map((run) => run.metadata.name);
  expect(await names({ labels: 'suite=hello', completed: true })).toEqual(['hello']);
  expect(await names({ labels: 'suite=hello', phases: ['Failed'] })).toEqual([]);
  await runs.delete('hello');
  await expect(runs.get('hello')).rejects.toMatchObject({ code: 'RUNS_UNKNOWN_RUN' });
  await expect(runs.delete('hello')).rejects.toMatchObject({ code: 'RUNS_UNKNOWN_RUN' });
});

test('a dry run and lint store nothing', async () => {
  const workflow = workflowOf('dry', [{ name: 'main', container: container('true') }]);
  expect((await runs.submit(workflow, { serverDryRun: true })).metadata.name).toBe('dry');
  expect((await runs.lint(workflow)).metadata.name).toBe('dry');
  await expect(runs.get('dry')).rejects.toMatchObject({ code: 'RUNS_UNKNOWN_RUN' });
  await expect(runs.lint({ ...workflow, spec: { ...workflow.spec, entrypoint: 'no' } })).rejects.toThrow();
});

test('an answered node goes on with its value', async () => {
  await runs.submit(waiting('asking'));
  await untilAsked('asking');
  await expect(runs.resume('asking', { parameters: { other: '1' } })).rejects.toMatchObject({
    code: 'RUNS_ANSWER',
  });
  await runs.resume('asking', { parameters: { answer: 'yes' } });
  expect(await ended('asking')).toBe('Succeeded');
  const { nodes = {} } = (await runs.get('asking')).status ?? {};
  const node = Object.values(nodes).find(({ displayName }) => displayName === 'ask');
  expect(node?.outputs?.parameters).toMatchObject([{ name: 'answer', value: 'yes' }]);
});

test('runs are stopped, terminated, retried and submitted again', async () => {
  await runs.submit(waiting('held'));
  await untilAsked('held');
  await runs.stop('held', { nodeFieldSelector: 'displayName=ask', message: 'refused' });
  expect(await ended('held')).toBe('Failed');
  await runs.retry('held');
  await untilAsked('held');
  await runs.setNode('held', { nodeFieldSelector: 'displayName=ask', parameters: { answer: 'a' } });
  await runs.terminate('held');
  expect(await ended('held')).toBe('Failed');
  const again = await runs.resubmit('held');
  expect(again.metadata.labels).toMatchObject({
    'workflows.argoproj.io/resubmitted-from-workflow': 'held',
  });
  await runs.terminate(again.metadata.name ?? '');
  await expect(runs.resubmit('held', { priority: 1 })).rejects.toMatchObject({ code: 'CLIENT_NOT_OFFERED' });
});

test('a workflow is started from a template', async () => {
  const { workflowTemplates } = opened.cluster;
  await workflowTemplates.create({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'WorkflowTemplate',
    metadata: { name: 'tpl' },
    spec: { entrypoint: 'main', templates: [{ name: 'main', container: container('echo from') }] },
  });
  const source = { kind: 'WorkflowTemplate', name: 'tpl' } as const;
  const { metadata } = await runs.submitFrom(source, { name: 'from-tpl', labels: { team: 'blue' } });
  expect(metadata).toMatchObject({ name: 'from-tpl', labels: { team: 'blue' } });
  expect(await ended('from-tpl')).toBe('Succeeded');
  await expect(runs.submitFrom(source, { labels: { team: 'a,b' } })).rejects.toMatchObject({
    code: 'CLIENT_NOT_OFFERED',
  });
  await expect(runs.submitFrom({ ...source, name: 'none' })).rejects.toMatchObject({
    code: 'CLIENT_NOT_FOUND',
  });
});

test('a node of a loop over texts is selected and read by the label that trees show', async () => {
  const items = ['"order-1"', '"order-2"'];
  await runs.submit(
    workflowOf('labels', [
      { name: 'main', steps: [[{ name: 'ask', template: 'ask', withItems: items }]] },
      { name: 'ask', suspend: {} },
    ]),
  );
  const phases = async (): Promise<readonly unknown[]> =>
    Object.values((await runs.get('labels')).status?.nodes ?? {})
      .filter(({ type }) => type === 'Suspend')
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ phase }) => phase);
  await untilAsked('labels');
  await runs.setNode('labels', { nodeFieldSelector: 'displayName=ask(1:order-2)', phase: 'Succeeded' });
  await expect.poll(phases, { timeout: 10_000 }).toEqual(['Running', 'Succeeded']);
  await runs.stop('labels', { nodeFieldSelector: 'name=labels[0].ask(0:order-1)' });
  expect(await ended('labels')).toBe('Failed');
});
