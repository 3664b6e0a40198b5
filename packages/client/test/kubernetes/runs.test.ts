import type { Workflow } from '@tiphys/models';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClusterRuns } from '../../src/index.ts';
import { openTestCluster, type TestCluster } from './open-cluster.ts';

let opened: TestCluster;
let runs: ClusterRuns;
beforeAll(async () => {
  opened = await openTestCluster();
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
    {
      name: 'ask',
      suspend: {},
      outputs: { parameters: [{ name: 'answer', valueFrom: { supplied: {} } }] },
    },
    { name: 'say', container: container('echo said') },
  ]);

async function ended(name: string): Promise<Workflow> {
  let last: Workflow | undefined;
  for await (const workflow of runs.watch(name, { signal: AbortSignal.timeout(30_000) })) last = workflow;
  if (last === undefined) throw new Error('nothing was seen');
  return last;
}

async function reached(name: string, test_: (workflow: Workflow) => boolean): Promise<Workflow> {
  for await (const workflow of runs.watch(name, { signal: AbortSignal.timeout(30_000) }))
    if (test_(workflow)) return workflow;
  throw new Error('it ended before');
}

const isWaiting = ({ status }: Workflow) =>
  Object.values(status?.nodes ?? {}).some(({ type, phase }) => type === 'Suspend' && phase === 'Running');

async function textsOf(name: string, follow = false): Promise<readonly string[]> {
  const texts: string[] = [];
  for await (const { text } of runs.logs(name, { follow })) texts.push(text);
  return texts;
}

test('a submitted workflow is followed to its end, listed, read and deleted', async () => {
  const submitted = await runs.submit(
    workflowOf('hello', [{ name: 'main', container: container('echo first; sleep 0.3; echo second') }]),
  );
  expect(submitted.metadata).toMatchObject({ name: 'hello', namespace: 'default' });
  expect(await textsOf('hello', true)).toEqual(['first', 'second']);
  expect((await ended('hello')).status?.phase).toBe('Succeeded');
  expect(await textsOf('@latest')).toEqual(['first', 'second']);
  const names = async (filter: Parameters<ClusterRuns['list']>[0]) =>
    (await runs.list(filter)).map(({ metadata }) => metadata.name);
  expect(await names({ labels: 'suite=hello' })).toEqual(['hello']);
  expect(await names({ labels: 'suite=hello', phases: ['Failed'] })).toEqual([]);
  expect(await names({ fields: 'metadata.name=hello', completed: true })).toEqual(['hello']);
  expect(await names({ fields: 'metadata.name!=hello', prefix: 'hel' })).toEqual([]);
  await runs.delete('hello');
  await expect(runs.get('hello')).rejects.toMatchObject({ code: 'RUNS_UNKNOWN_RUN' });
  await expect(runs.delete('hello', { force: true })).rejects.toMatchObject({ code: 'RUNS_UNKNOWN_RUN' });
});

test('a server-side dry run and lint store nothing', async () => {
  const workflow = workflowOf('dry', [{ name: 'main', container: container('true') }]);
  expect((await runs.submit(workflow, { serverDryRun: true })).metadata.uid).toMatch(/./);
  expect((await runs.lint(workflow)).metadata.name).toBe('dry');
  const { requests } = opened.server;
  expect(requests.at(-1)?.path).toMatch(/\?fieldValidation=Strict&dryRun=All$/);
  await expect(runs.get('dry')).rejects.toMatchObject({ code: 'RUNS_UNKNOWN_RUN' });
});

test('a suspended node is answered, and the workflow goes on', async () => {
  await runs.submit(waiting('ask'));
  await reached('ask', isWaiting);
  await expect(runs.resume('ask', { parameters: { nope: '1' } })).rejects.toMatchObject({
    code: 'RUNS_ANSWER',
    message: expect.stringContaining('They ask for answer.'),
  });
  await expect(runs.resume('ask')).rejects.toMatchObject({
    code: 'RUNS_ANSWER',
    message: 'ask waits for a value of "answer". Pass it with -p answer=VALUE',
  });
  await runs.resume('ask', { parameters: { answer: 'yes' } });
  const { status } = await ended('ask');
  const node = Object.values(status?.nodes ?? {}).find(({ type }) => type === 'Suspend');
  expect(status?.phase).toBe('Succeeded');
  expect(node?.outputs?.parameters).toEqual([{ name: 'answer', value: 'yes' }]);
});

test('nodes are set, and workflows are suspended, stopped and terminated', async () => {
  await runs.submit(waiting('set'));
  await reached('set', isWaiting);
  await runs.setNode('set', {
    nodeFieldSelector: 'displayName=ask',
    phase: 'Succeeded',
    parameters: { answer: 'set' },
    message: 'by test',
  });
  expect((await ended('set')).status?.phase).toBe('Succeeded');

  await runs.submit(waiting('held'));
  await reached('held', isWaiting);
  expect((await runs.suspend('held')).spec.suspend).toBe(true);
  await runs.stop('held', { nodeFieldSelector: 'displayName=ask', message: 'no' });
  await runs.terminate('held');
  expect((await ended('held')).status?.phase).toBe('Failed');

  await runs.submit(waiting('stopped'));
  await reached('stopped', isWaiting);
  expect((await runs.stop('stopped')).spec.shutdown).toBe('Stop');
  expect((await ended('stopped')).status?.phase).toBe('Failed');
});

test('a failed workflow runs again, and once more as another one', async () => {
  const workflow = workflowOf('again', [
    {
      name: 'main',
      container: container('echo code {{workflow.parameters.code}}; exit {{workflow.parameters.code}}'),
    },
  ]);
  const parameters = [{ name: 'code', value: '1' }];
  await runs.submit({ ...workflow, spec: { ...workflow.spec, arguments: { parameters } } });
  expect((await ended('again')).status?.phase).toBe('Failed');
  await runs.retry('again', { parameters: { code: '0' } });
  expect((await ended('again')).status?.phase).toBe('Succeeded');
  expect(await textsOf('again')).toEqual(['code 0']);
  expect(
    opened.server.requests.some(({ method, path }) => method === 'DELETE' && path.endsWith('/pods/again')),
  ).toBe(true);
  const { metadata } = await runs.resubmit('again', { priority: 3 });
  expect(metadata.name).toMatch(/^again-/);
  expect((await runs.get(metadata.name ?? '')).spec.priority).toBe(3);
  await ended(metadata.name ?? '');
  await expect(runs.retry('set')).rejects.toMatchObject({ name: 'OperationError' });
});

test('a workflow is started from a template, a cluster template and a cron workflow', async () => {
  const { cluster } = opened;
  const spec = {
    entrypoint: 'main',
    arguments: { parameters: [{ name: 'word', value: 'default' }] },
    templates: [{ name: 'main', container: container('echo {{workflow.parameters.word}}') }],
  };
  const apiVersion = 'argoproj.io/v1alpha1';
  await cluster.workflowTemplates.create({
    apiVersion,
    kind: 'WorkflowTemplate',
    metadata: { name: 'tpl' },
    spec,
  });
  await cluster.clusterWorkflowTemplates.create({
    apiVersion,
    kind: 'ClusterWorkflowTemplate',
    metadata: { name: 'ctpl' },
    spec,
  });
  await cluster.cronWorkflows.create({
    apiVersion,
    kind: 'CronWorkflow',
    metadata: { name: 'cron' },
    spec: { schedules: ['0 0 * * *'], workflowSpec: spec },
  });
  const sources = [
    { kind: 'WorkflowTemplate', name: 'tpl' },
    { kind: 'ClusterWorkflowTemplate', name: 'ctpl' },
    { kind: 'CronWorkflow', name: 'cron' },
  ] as const;
  for (const source of sources) {
    const { metadata } = await runs.submitFrom(source, { parameters: { word: source.name } });
    const name = metadata.name ?? '';
    expect(name).toMatch(new RegExp(`^${source.name}-`));
    await ended(name);
    expect(await textsOf(name)).toEqual([source.name]);
    await expect(runs.submitFrom({ ...source, name: 'none' })).rejects.toMatchObject({
      code: 'CLIENT_NOT_FOUND',
    });
  }
});

test('large lists come in pages, also if the server forgets them meanwhile', async () => {
  const paged = await opened.open({ pageSize: 2 });
  const count = (await runs.list()).length;
  expect(count).toBeGreaterThan(4);
  expect(await paged.runs.list()).toHaveLength(count);
  opened.server.faults.add({
    fault: { kind: 'status', status: 410 },
    matches: ({ path }) => path.includes('continue='),
  });
  expect(await paged.runs.list()).toHaveLength(count);
});

test('a change is computed again if somebody else was faster, and gives up at last', async () => {
  await runs.submit(waiting('busy'));
  await reached('busy', isWaiting);
  const { faults, requests } = opened.server;
  const isPut = ({ method }: { readonly method: string }) => method === 'PUT';
  faults.add({ fault: { kind: 'status', status: 409 }, matches: isPut, times: 2 });
  const before = requests.filter(isPut).length;
  await runs.setNode('busy', { nodeFieldSelector: 'displayName=ask', message: 'soon' });
  expect(requests.filter(isPut)).toHaveLength(before + 3);
  faults.add({ fault: { kind: 'status', status: 409 }, matches: isPut, times: 100 });
  await expect(runs.resume('busy', { nodeFieldSelector: 'displayName=ask' })).rejects.toMatchObject({
    code: 'CLIENT_CONFLICT',
  });
  faults.clear();
  await runs.terminate('busy');
});

test('only workflows of the controller with the instance id are seen and made', async () => {
  const other = await opened.open({ instanceId: 'other' });
  expect(await other.runs.list()).toEqual([]);
  const workflow = workflowOf('theirs', [{ name: 'main', container: container('true') }]);
  const { metadata } = await other.runs.submit(workflow);
  expect(metadata.labels).toMatchObject({ 'workflows.argoproj.io/controller-instanceid': 'other' });
  expect(await other.runs.list()).toHaveLength(1);
  const none = await opened.open({ instanceId: '' });
  await expect(none.runs.get('theirs')).rejects.toMatchObject({ code: 'RUNS_UNKNOWN_RUN' });
});

test('artifacts are said to be elsewhere, except those in the workflow itself', async () => {
  const { objects } = opened.server.state;
  const artifacts = [
    { name: 'raw', raw: { data: 'text' } },
    { name: 'file', s3: { key: 'a/file.tgz' } },
  ];
  const node = { id: 'arts', name: 'arts', type: 'Pod', phase: 'Succeeded', outputs: { artifacts } };
  const status = { phase: 'Succeeded', nodes: { arts: node } };
  objects.create({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: { name: 'arts', namespace: 'default' },
    spec: {},
    status,
  });
  const read = async (name: string) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of runs.readArtifact('arts', { nodeId: 'arts', name })) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  };
  expect(await read('raw')).toBe('text');
  await expect(read('file')).rejects.toMatchObject({
    code: 'CLIENT_NOT_OFFERED',
    message: expect.stringContaining('a/file.tgz'),
  });
  await expect(read('none')).rejects.toMatchObject({ code: 'RUNS_UNKNOWN_ARTIFACT' });
  await expect(opened.cluster.archive.list()).rejects.toMatchObject({ code: 'CLIENT_NOT_OFFERED' });
});
