import { expect, test } from 'vitest';
import type { KubernetesObject } from '../src/index.ts';
import { serverObjects } from '../src/server/server-objects.ts';
import { createTransport } from '../src/transport/create-transport.ts';
import { startReplayServer } from './replay/replay-server.ts';

/** The body of a request that stores an object. */
interface Sent {
  readonly template?: KubernetesObject;
  readonly cronWorkflow?: KubernetesObject;
}

/** What is stored, as the text that the server answers. */
const STORED: Readonly<Record<string, string>> = {
  '/api/v1/workflow-templates/ci/shared': `{"metadata": {"name": "shared", "namespace": "ci", "uid": "u-1", "resourceVersion": "5",
    "labels": {"team": "red", "old": "1"}, "ownerReferences": [{"apiVersion": "v1", "kind": "Pod", "name": "p", "uid": "u-9"}]},
    "spec": {"entrypoint": "main", "priority": 12345678901234567890}}`,
  '/api/v1/cron-workflows/ci/nightly': `{"metadata": {"name": "nightly", "namespace": "ci", "uid": "u-2", "resourceVersion": "6"},
    "spec": {"schedules": ["0 0 * * *"], "suspend": true}, "status": {"lastScheduledTime": "2026-01-01T00:00:00Z"}}`,
};

interface DeliveryTest extends AsyncDisposable {
  readonly objects: ReturnType<typeof serverObjects>;
  /** What was sent to change something: `PUT /path` and the body. */
  changes(): readonly (readonly [string, Sent])[];
  /** The text of the last request. */
  lastBody(): string | undefined;
}

/** Opens the delivery through a server whose first writes fail with a conflict. */
async function openDelivery(conflicts = 0): Promise<DeliveryTest> {
  const server = await startReplayServer();
  let left = conflicts;
  const exchange = {
    name: 'none',
    request: { method: '-', path: '-', headers: {} },
    response: json(500, {}),
  };
  server.begin(exchange, ({ method, path, body }) => {
    const stored = STORED[path];
    if (method === 'GET')
      return stored === undefined
        ? json(404, { code: 5, message: 'not found' })
        : { ...json(200, undefined), text: stored };
    if (method !== 'DELETE' && left-- > 0) return json(409, { code: 6, message: 'has been modified' });
    if (method === 'DELETE')
      return stored === undefined ? json(404, { message: 'not found' }) : json(200, {});
    const { template, cronWorkflow }: Sent = JSON.parse(body);
    return json(200, template ?? cronWorkflow);
  });
  const transport = createTransport({ server: server.url, retries: { most: 0 } });
  return {
    objects: serverObjects({ transport, namespace: 'ci' }),
    changes: () =>
      server.seen
        .filter(({ method }) => method !== 'GET')
        .map(({ method, path, body }) => [`${method} ${path}`, body === '' ? {} : JSON.parse(body)] as const),
    lastBody: () => server.seen.at(-1)?.body,
    async [Symbol.asyncDispose]() {
      await transport.close();
      await server[Symbol.asyncDispose]();
    },
  };
}

function json(status: number, body: unknown) {
  return { status, headers: { 'content-type': 'application/json' }, body };
}

function argo(
  kind: string,
  name: string,
  spec: object,
  labels?: Readonly<Record<string, string>>,
): KubernetesObject {
  const metadata = { name, ...(labels && { labels }) };
  // Objects of Argo have a spec besides.
  return { apiVersion: 'argoproj.io/v1alpha1', kind, metadata, spec } as KubernetesObject;
}

test('apply creates an object that is not stored', async () => {
  await using opened = await openDelivery();
  const object = argo('WorkflowTemplate', 'new', { entrypoint: 'main' });
  expect(await opened.objects.delivery.apply(object)).toEqual(object);
  expect(opened.changes()).toEqual([['POST /api/v1/workflow-templates/ci', { template: object }]]);
});

test('apply replaces an object, and keeps labels and owners of others', async () => {
  await using opened = await openDelivery(1);
  await opened.objects.delivery.apply(
    argo('WorkflowTemplate', 'shared', { entrypoint: 'b' }, { team: 'blue' }),
  );
  const [, change] = opened.changes();
  expect(change).toEqual([
    'PUT /api/v1/workflow-templates/ci/shared',
    {
      template: {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'WorkflowTemplate',
        metadata: {
          name: 'shared',
          namespace: 'ci',
          uid: 'u-1',
          resourceVersion: '5',
          labels: { team: 'blue', old: '1' },
          ownerReferences: [{ apiVersion: 'v1', kind: 'Pod', name: 'p', uid: 'u-9' }],
        },
        spec: { entrypoint: 'b' },
      },
    },
  ]);
});

test('apply keeps what the controller wrote, and that a cron workflow is suspended', async () => {
  await using opened = await openDelivery();
  await opened.objects.delivery.apply(argo('CronWorkflow', 'nightly', { schedules: ['1 1 * * *'] }));
  const [[, { cronWorkflow }] = ['', {}]] = opened.changes();
  expect(cronWorkflow).toMatchObject({
    metadata: { resourceVersion: '6' },
    spec: { schedules: ['1 1 * * *'], suspend: true },
    status: { lastScheduledTime: '2026-01-01T00:00:00Z' },
  });
});

test.for(['new', 'shared'])('a dry run of %s lints, since the server would store it', async (name) => {
  await using opened = await openDelivery();
  const object = argo('WorkflowTemplate', name, { entrypoint: 'main' });
  await opened.objects.delivery.apply(object, { dryRun: true });
  await opened.objects.workflowTemplates.create(object as never, { dryRun: true });
  await opened.objects.workflowTemplates.update(object as never, { dryRun: true });
  expect(new Set(opened.changes().map(([request]) => request))).toEqual(
    new Set(['POST /api/v1/workflow-templates/ci/lint']),
  );
});

test('own adds an owner once, and rounds no number', async () => {
  await using opened = await openDelivery(2);
  const { delivery } = opened.objects;
  const reference = { apiVersion: 'argoproj.io/v1alpha1', kind: 'WorkflowTemplate', name: 'shared' };
  const owner = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Workflow', name: 'run', uid: 'u-7' };
  await delivery.own(reference, owner);
  const sent = opened.changes();
  expect(sent).toHaveLength(3);
  expect(sent[2]?.[1].template?.metadata.ownerReferences).toEqual([
    expect.objectContaining({ uid: 'u-9' }),
    owner,
  ]);
  expect(opened.lastBody()).toContain('"priority":12345678901234567890');
  await delivery.own(reference, { ...owner, uid: 'u-9' });
  expect(opened.changes()).toHaveLength(3);
});

test('gives up after five conflicts', async () => {
  await using opened = await openDelivery(9);
  const applied = opened.objects.delivery.apply(argo('WorkflowTemplate', 'shared', {}));
  await expect(applied).rejects.toMatchObject({ code: 'CLIENT_CONFLICT' });
  expect(opened.changes()).toHaveLength(5);
});

test('reads and removes', async () => {
  await using opened = await openDelivery();
  const { delivery } = opened.objects;
  const reference = { apiVersion: 'argoproj.io/v1alpha1', kind: 'CronWorkflow', name: 'nightly' };
  expect(await delivery.read(reference)).toMatchObject({ kind: 'CronWorkflow', metadata: { uid: 'u-2' } });
  expect(await delivery.read({ ...reference, name: 'none' })).toBeUndefined();
  await delivery.remove(reference);
  await delivery.remove({ ...reference, name: 'none' });
});

test.for([
  { apiVersion: 'v1', kind: 'ConfigMap' },
  { apiVersion: 'v1', kind: 'Secret' },
  { apiVersion: 'argoproj.io/v1alpha1', kind: 'WorkflowEventBinding' },
  { apiVersion: 'example.org/v1', kind: 'WorkflowTemplate' },
])('does not offer $kind of $apiVersion', async (type) => {
  await using opened = await openDelivery();
  const { delivery } = opened.objects;
  const owner = { apiVersion: 'v1', kind: 'Pod', name: 'p', uid: 'u' };
  const refused = { code: 'CLIENT_NOT_OFFERED', message: expect.stringMatching(/--kube\b.*kubectl/) };
  const reference = { ...type, name: 'x' };
  await expect(delivery.apply({ ...type, metadata: { name: 'x' } })).rejects.toMatchObject(refused);
  await expect(delivery.read(reference)).rejects.toMatchObject(refused);
  await expect(delivery.own(reference, owner)).rejects.toMatchObject(refused);
  await expect(delivery.remove(reference)).rejects.toMatchObject(refused);
});

test.for(['', '.', '..'])('does not ask for a template named %j', async (name) => {
  await using opened = await openDelivery();
  await expect(opened.objects.workflowTemplates.get(name)).rejects.toMatchObject({ code: 'CLIENT_ARGUMENT' });
});
