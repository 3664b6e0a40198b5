import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type ArgoServerCluster, type Cluster, openArgoServer, openKubernetes } from '../src/index.ts';
import type { RecordedResponse } from './replay/exchange.ts';
import { type ReplayServer, startReplayServer } from './replay/replay-server.ts';

const TOKEN = 'marker-token-4711';
const PASSWORD = 'marker-password-4711';
const BASIC = Buffer.from(`somebody:${PASSWORD}`).toString('base64');

/** What must be nowhere. */
const SECRETS = [TOKEN, PASSWORD, BASIC];

/** Replies of a server that repeats the credentials wherever it can. */
const REPLIES: Readonly<Record<string, (secret: string) => RecordedResponse>> = {
  ...Object.fromEntries(
    [400, 401, 403, 404, 409, 410, 413, 422, 429, 500, 501, 503, 504].map((status) => [
      `status ${status}`,
      (secret: string) => json(status, { code: 2, message: `refused ${secret}`, error: { message: secret } }),
    ]),
  ),
  'a redirect': (secret) => ({
    status: 302,
    headers: { location: `https://login.example.org/${secret}?token=${secret}` },
    text: '',
  }),
  'a text': (secret) => ({ status: 500, headers: { 'content-type': 'text/plain' }, text: `dump ${secret}` }),
  'a page': (secret) => ({ status: 200, headers: { 'content-type': 'text/html' }, text: `<p>${secret}` }),
  'half an object': (secret) => ({ ...json(200, undefined), text: `{"metadata": {"name": "${secret}` }),
  'not an object': (secret) => json(200, [secret]),
  'an error in a stream': (secret) => ({
    ...json(200, undefined),
    text: `{"error": {"code": 5, "message": "${secret}"}}\n{"type": "ERROR", "object": {"message": "${secret}", "code": 500}}\n`,
  }),
  'an error in a watch': (secret) => ({
    ...json(200, undefined),
    text: `{"type": "ERROR", "object": {"kind": "Status", "message": "${secret}", "code": 500}}\n`,
  }),
};

function json(status: number, body: unknown): RecordedResponse {
  return { status, headers: { 'content-type': 'application/json' }, body };
}

let server: ReplayServer;
let answer: (secret: string) => RecordedResponse = () => json(500, {});
const folder = mkdtempSync(join(tmpdir(), 'tiphys-no-token-'));
const opened: Cluster[] = [];

beforeAll(async () => {
  server = await startReplayServer();
  const none = { name: 'none', request: { method: '-', path: '-', headers: {} }, response: json(500, {}) };
  server.begin(none, ({ headers }) => answer(headers.authorization?.replace(/^\S+ /, '') ?? ''));
});

afterEach(async () => {
  for (const cluster of opened.splice(0)) await cluster.close();
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const QUICK = {
  retries: { most: 1, firstWait: 1, longestWait: 2 },
  timeouts: { reply: 2000, silence: 2000 },
};

async function openKube(url: string, user: object): Promise<Cluster> {
  const kubeconfig = join(folder, 'config');
  const config = {
    'current-context': 'c',
    contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
    clusters: [{ name: 'c', cluster: { server: url } }],
    users: [{ name: 'u', user }],
  };
  writeFileSync(kubeconfig, JSON.stringify(config));
  const patience = { most: 1, firstWait: 1, longestWait: 2 };
  return await openKubernetes({ kubeconfig, env: {}, patience, ...QUICK });
}

async function openServer(url: string, authorization: string): Promise<Cluster> {
  const patience = { most: 1, firstWait: 1, longestWait: 2 };
  return openArgoServer({ server: url, headers: { authorization }, patience, ...QUICK });
}

const WAYS: Readonly<Record<string, (url: string) => Promise<Cluster>>> = {
  'the Kubernetes API with a token': (url) => openKube(url, { token: TOKEN }),
  'the Kubernetes API with a password': (url) => openKube(url, { username: 'somebody', password: PASSWORD }),
  'the Argo Server with a token': (url) => openServer(url, `Bearer ${TOKEN}`),
  'the Argo Server with a password': (url) => openServer(url, `Basic ${BASIC}`),
};

async function drain(items: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of items);
}

const OBJECT = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'WorkflowTemplate',
  metadata: { name: 'x' },
  spec: {},
} as never;
const REFERENCE = { apiVersion: 'argoproj.io/v1alpha1', kind: 'WorkflowTemplate', name: 'x' };
const OWNER = { apiVersion: 'v1', kind: 'Pod', name: 'p', uid: 'u' };

/** Returns every call that a way to a cluster has. */
function callsOf(cluster: Cluster): readonly (() => Promise<unknown>)[] {
  const { runs, archive, delivery, checks, events, cronWorkflows, workflowTemplates: templates } = cluster;
  return [
    () => cluster.version(),
    () => templates.list(),
    () => templates.get('x'),
    () => templates.create(OBJECT),
    () => templates.update(OBJECT),
    () => templates.lint(OBJECT),
    () => templates.delete('x'),
    () => cronWorkflows.suspend('x'),
    () => cronWorkflows.resume('x'),
    () => archive.list(),
    () => archive.get('u'),
    () => archive.retry('u'),
    () => archive.resubmit('u'),
    () => archive.delete('u'),
    () => drain(archive.readArtifact('u', { nodeId: 'x', name: 'a' })),
    () => events.send('x', {}),
    () => events.bindings(),
    () => archive.labelKeys(),
    () => archive.labelValues('k'),
    () => delivery.read(REFERENCE),
    () => delivery.apply(OBJECT),
    () => delivery.own(REFERENCE, OWNER),
    () => delivery.remove(REFERENCE),
    () => runs.list(),
    () => runs.get('x'),
    () => runs.get('@latest'),
    () => drain(runs.watch('x')),
    () => drain(runs.logs('x', { follow: true })),
    () => drain(runs.readArtifact('x', { nodeId: 'x', name: 'a' })),
    () => drain(runs.readArtifactFile('x', { nodeId: 'x', name: 'a' })),
    () => drain(runs.watchAll({}, { resume: false })),
    () => drain(runs.kubernetesEvents('x')),
    () => drain(runs.logs('x', { times: false })),
    () => runs.submit(OBJECT),
    () => runs.submitFrom({ kind: 'WorkflowTemplate', name: 'x' }),
    () => runs.lint(OBJECT),
    () => runs.stop('x'),
    () => runs.terminate('x'),
    () => runs.suspend('x'),
    () => runs.resume('x'),
    () => runs.retry('x'),
    () => runs.resubmit('x'),
    () => runs.setNode('x', { nodeFieldSelector: 'displayName=a' }),
    () => runs.delete('x', { force: true }),
    () => checks.can({ verb: 'create', group: 'argoproj.io', resource: 'workflows' }),
    () => checks.identity(),
    () => checks.installedKinds(),
    () => checks.namespaceExists(),
    () => cluster.request({ method: 'GET', path: '/x' }),
    ...operationsOf(cluster),
  ];
}

/** Returns calls of operations, which only the Argo Server has. */
function operationsOf(cluster: Cluster): readonly (() => Promise<unknown>)[] {
  if (cluster.mode !== 'server') return [];
  const { operations } = cluster as ArgoServerCluster; // just checked
  const artifact = { namespace: 'x', name: 'x', nodeId: 'x', artifactName: 'a' };
  return [
    () => operations.call('InfoService_GetInfo'),
    () => drain(operations.stream('WorkflowService_WatchWorkflows', { namespace: 'x' })),
    () => drain(operations.read('ArtifactService_GetOutputArtifact', artifact)),
  ];
}

/** Returns all that a program can see of a failure. */
async function failureOf(call: () => Promise<unknown>): Promise<string> {
  try {
    await call();
    return '';
  } catch (error) {
    const { message, stack } = error as Error;
    return `${message}\n${stack}\n${JSON.stringify(error)}\n${inspect(error, { depth: 9, showHidden: true })}`;
  }
}

const CASES = Object.keys(WAYS).flatMap((way) => Object.keys(REPLIES).map((reply) => [way, reply] as const));

test.for(CASES)('%s keeps secrets out of errors: %s', async ([way, reply]) => {
  answer = REPLIES[reply] ?? answer;
  const cluster = await WAYS[way]?.(server.url);
  if (cluster === undefined) throw new Error('a case of the table');
  opened.push(cluster);
  const calls = callsOf(cluster);
  const failures = await Promise.all(calls.map(failureOf));
  expect(failures.some((failure) => failure !== '')).toBe(true);
  if (reply === 'status 400') expect(failures.join()).toContain('refused ***');
  for (const failure of failures) for (const secret of SECRETS) expect(failure).not.toContain(secret);
});

test.for(Object.keys(WAYS))('%s keeps secrets out of the error for a server that is away', async (way) => {
  const gone = await startReplayServer();
  await gone[Symbol.asyncDispose]();
  const cluster = await WAYS[way]?.(gone.url);
  if (cluster === undefined) throw new Error('a case of the table');
  opened.push(cluster);
  const failures = await Promise.all(callsOf(cluster).map(failureOf));
  expect(failures.some((failure) => failure.includes('CLIENT_UNREACHABLE'))).toBe(true);
  for (const failure of failures) for (const secret of SECRETS) expect(failure).not.toContain(secret);
});
