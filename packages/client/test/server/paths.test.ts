import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ArgoServerCluster, openArgoServer } from '../../src/index.ts';
import { type ReplayServer, startReplayServer } from '../replay/replay-server.ts';

let server: ReplayServer;
let cluster: ArgoServerCluster;
beforeEach(async () => {
  server = await startReplayServer();
  cluster = openArgoServer({ server: server.url, namespace: 'ci', retries: { most: 0 } });
  const held = { artifacts: [{ name: 'a b' }] };
  const node = { id: 'run-1', name: 'run-1', displayName: 'one', inputs: held, outputs: held };
  const exchange = { name: '-', request: { method: '-', path: '-', headers: {} }, response: json({}) };
  server.begin(exchange, ({ path }) =>
    path.startsWith('/api/v1/workflows/ci/')
      ? json({ metadata: { name: 'run' }, spec: {}, status: { nodes: { 'run-1': node } } })
      : json({ items: null, metadata: {} }),
  );
});
afterEach(async () => {
  await cluster.close();
  await server[Symbol.asyncDispose]();
});

const json = (body: unknown) => ({ status: 200, headers: { 'content-type': 'application/json' }, body });

async function drain(chunks: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of chunks);
}

const output = { nodeId: 'run-1', name: 'a b' };
const input = { ...output, direction: 'input' } as const;

test.for<readonly [request: string, call: () => Promise<unknown>]>([
  ['GET /artifacts/ci/run/run-1/a%20b', () => drain(cluster.runs.readArtifact('run', output))],
  ['GET /input-artifacts/ci/run/run-1/a%20b', () => drain(cluster.runs.readArtifact('run', input))],
  [
    'GET /artifact-files/ci/workflows/run/run-1/outputs/a%20b',
    () => drain(cluster.runs.readArtifactFile('run', { ...output, nodeId: 'one' })),
  ],
  [
    'GET /artifact-files/ci/workflows/run/run-1/inputs/a%20b/x/y%3F.txt',
    () => drain(cluster.runs.readArtifactFile('run', { ...input, path: 'x/y?.txt' })),
  ],
  ['GET /artifacts-by-uid/u-1/run-1/a%20b', () => drain(cluster.archive.readArtifact('u-1', output))],
  ['GET /input-artifacts-by-uid/u-1/run-1/a%20b', () => drain(cluster.archive.readArtifact('u-1', input))],
  ['POST /api/v1/events/ci/push', () => cluster.events.send('push', { n: 1 })],
  ['POST /api/v1/events/ci/a%2Fb', () => cluster.events.send('a/b', null)],
  [
    'GET /api/v1/workflow-event-bindings/ci?listOptions.labelSelector=a%3Db',
    () => cluster.events.bindings({ labels: 'a=b' }),
  ],
  ['GET /api/v1/workflow-event-bindings/', () => cluster.events.bindings({ allNamespaces: true })],
  [
    'GET /api/v1/cron-workflows/ci?fields=items.metadata.name,items.spec.schedules',
    () => cluster.cronWorkflows.list({ fields: { only: ['spec.schedules'] } }),
  ],
])('%s', async ([request, call]) => {
  await call();
  const { method, path } = server.seen.at(-1) ?? {};
  expect(`${method} ${path}`).toBe(request);
});

test.for<readonly [title: string, code: string, call: () => Promise<unknown>]>([
  [
    'a path out of an artifact',
    'CLIENT_ARGUMENT',
    () => drain(cluster.runs.readArtifactFile('run', { ...output, path: '../x' })),
  ],
  [
    'an unknown artifact',
    'RUNS_UNKNOWN_ARTIFACT',
    () => drain(cluster.runs.readArtifactFile('run', { ...output, name: 'b' })),
  ],
  ['no discriminator', 'CLIENT_ARGUMENT', () => cluster.events.send('', {})],
  ['an event for all namespaces', 'CLIENT_ARGUMENT', () => cluster.inNamespace('').events.send('x', {})],
  [
    'a validation that the server does not have',
    'CLIENT_NOT_OFFERED',
    () => cluster.runs.submit({ metadata: {}, spec: {} } as never, { fieldValidation: 'Strict' }),
  ],
  [
    'a kind that starts nothing',
    'CLIENT_ARGUMENT',
    () => cluster.runs.submitFrom({ kind: 'Pod' as never, name: 'x' }),
  ],
])('%s is refused', async ([, code, call]) => {
  await expect(call()).rejects.toMatchObject({ code });
});
