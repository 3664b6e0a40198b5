import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  ClientError,
  type Cluster,
  type ClusterRequest,
  openArgoServer,
  openKubernetes,
} from '../src/index.ts';
import type { RecordedResponse } from './replay/exchange.ts';
import { type ReplayServer, type SeenRequest, startReplayServer } from './replay/replay-server.ts';

const TOKEN = 'marker-token-0815';
const folder = mkdtempSync(join(tmpdir(), 'tiphys-requests-'));
let server: ReplayServer;
beforeAll(async () => {
  server = await startReplayServer();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const retries = { most: 2, firstWait: 1, longestWait: 2 };

const WAYS: Readonly<Record<string, () => Promise<Cluster>>> = {
  'the Argo Server': async () =>
    openArgoServer({ server: `${server.url}/base`, headers: { authorization: `Bearer ${TOKEN}` }, retries }),
  'the Kubernetes API': async () => {
    const kubeconfig = join(folder, 'config');
    const config = {
      'current-context': 'c',
      contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
      clusters: [{ name: 'c', cluster: { server: `${server.url}/base` } }],
      users: [{ name: 'u', user: { token: TOKEN } }],
    };
    writeFileSync(kubeconfig, JSON.stringify(config));
    return await openKubernetes({ kubeconfig, env: {}, retries });
  },
};

/** Answers whatever is asked for. */
function answer(reply: (request: SeenRequest) => RecordedResponse): void {
  const request = { method: '-', path: '-', headers: {} };
  server.begin({ name: '-', request, response: json(200, {}) }, reply);
}

function json(status: number, body: unknown): RecordedResponse {
  return { status, headers: { 'content-type': 'application/json', 'x-own': 'yes' }, body };
}

const plain = (text: string): RecordedResponse => ({
  status: 200,
  headers: { 'content-type': 'text/plain' },
  text,
});

describe.for(Object.keys(WAYS))('through %s', (way) => {
  async function send(request: ClusterRequest): ReturnType<Cluster['request']> {
    const cluster = await WAYS[way]?.();
    if (cluster === undefined) throw new Error('a way of the table');
    try {
      return await cluster.request(request);
    } finally {
      await cluster.close();
    }
  }

  test('a request is sent as it is written, under the base path, with the credentials', async () => {
    answer(() => json(201, { n: 1 }));
    const reply = await send({
      method: 'POST',
      path: '/apis/x?b=2&a=%20',
      body: { z: 1, a: [null] },
      headers: { 'X-Mine': 'öne' },
    });
    expect(reply).toMatchObject({
      status: 201,
      text: '{"n":1}',
      json: { n: 1 },
      headers: { 'x-own': 'yes' },
    });
    expect(server.seen).toHaveLength(1);
    expect(server.seen[0]).toMatchObject({
      method: 'POST',
      path: '/base/apis/x?b=2&a=%20',
      body: '{"z":1,"a":[null]}',
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${TOKEN}`,
        'content-type': 'application/json',
        'x-mine': 'öne',
      },
    });
  });

  test('text is sent as it is, and media types can be chosen', async () => {
    answer(() => plain('line 1\nline 2\n'));
    const headers = { Accept: '*/*', 'Content-Type': 'application/merge-patch+json' };
    const reply = await send({ method: 'PATCH', path: '/x', text: '{"half": ', headers });
    expect(reply).toMatchObject({ status: 200, text: 'line 1\nline 2\n', json: undefined });
    const [seen] = server.seen;
    expect([seen?.body, seen?.headers.accept, seen?.headers['content-type']]).toEqual([
      '{"half": ',
      '*/*',
      'application/merge-patch+json',
    ]);
  });

  test.for([
    [400, 'CLIENT_INVALID'],
    [404, 'CLIENT_NOT_FOUND'],
    [409, 'CLIENT_CONFLICT'],
    [415, 'CLIENT_INVALID'],
    [501, 'CLIENT_NOT_OFFERED'],
  ] as const)('status %s is the error %s', async ([status, code]) => {
    answer(() => json(status, { message: 'because' }));
    await expect(send({ method: 'PUT', path: '/x?secret=1', body: {} })).rejects.toMatchObject({
      code,
      status,
      serverMessage: 'because',
      message: expect.stringContaining(`PUT ${server.url}/base/x answered ${status}`),
    });
    expect(server.seen).toHaveLength(1);
  });

  test.for([
    ['GET', 3],
    ['HEAD', 3],
    ['POST', 1],
    ['DELETE', 1],
  ] as const)('%s is sent %s times to a server that has failed in between', async ([method, times]) => {
    answer(() => json(502, { message: 'gone' }));
    await expect(send({ method, path: '/x' })).rejects.toMatchObject({ code: 'CLIENT_SERVER' });
    expect(server.seen).toHaveLength(times);
  });

  test.for<readonly [title: string, request: object, message: string]>([
    ['an address', { path: 'http://evil.example.org/x' }, 'is not a path on the server'],
    ['an address without scheme', { path: '//evil.example.org/x' }, 'Start it with a single "/"'],
    ['a relative path', { path: 'api/v1/info' }, 'is not a path on the server'],
    ['no path', { path: undefined }, 'is not a path on the server'],
    ['a user before a host', { path: '@evil.example.org/x' }, 'is not a path on the server'],
    ['a path out of the base path', { path: '/x/../../admin' }, 'has a part "." or ".."'],
    ['an encoded one', { path: '/x/%2e%2E/admin' }, 'has a part "." or ".."'],
    ['one with a parameter', { path: '/x/..;/admin' }, 'has a part "." or ".."'],
    ['a backslash', { path: '/\\evil.example.org/x' }, 'not encoded'],
    ['a line break', { path: '/x HTTP/1.1\r\nhost: evil' }, 'not encoded'],
    ['a fragment', { path: '/x#y' }, 'not encoded'],
    ['a letter that is not encoded', { path: '/ü' }, 'not encoded'],
    ['an unknown method', { method: 'get' }, '"get" is not a method'],
    ['body and text', { body: {}, text: '{}' }, 'either a body or a text'],
    ['a query of its own', { query: { a: 1 } }, 'has no field "query". Add it to the path, after "?".'],
    ['an unknown field', { timeout: 5 }, 'Its fields are method, path, body, text, headers.'],
    ['a text that is not a string', { text: 5 }, 'The text of a request must be a string.'],
    ['headers whose entries are no fields', { headers: new Headers({ a: 'b' }) }, 'must be an object'],
    ['a body that is not JSON', { body: () => 1 }, 'cannot be written as JSON'],
    [
      'other credentials',
      { headers: { Authorization: 'Bearer x' } },
      'The header "Authorization" holds credentials',
    ],
    ['a cookie', { headers: { Cookie: 'a=b' } }, 'holds credentials'],
    ['another host', { headers: { Host: 'evil' } }, 'belongs to the connection'],
    ['a length', { headers: { 'content-length': '1' } }, 'belongs to the connection'],
    ['a name with a space', { headers: { 'x y': '1' } }, 'is not the name of a header'],
    [
      'a value of two lines',
      { headers: { x: 'hidden\r\ny: 1' } },
      'The value of the header "x" cannot be sent',
    ],
  ])('%s is refused before anything is sent', async ([, given, message]) => {
    answer(() => json(200, {}));
    const request = { method: 'GET', path: '/x', ...given } as ClusterRequest;
    const error = await send(request).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ClientError);
    expect(error).toMatchObject({ code: 'CLIENT_ARGUMENT', message: expect.stringContaining(message) });
    expect(String(error)).not.toContain('hidden');
    expect(server.seen).toEqual([]);
  });

  test('after close, calls and open streams say that the cluster was closed', async () => {
    answer(() => json(200, {}));
    const cluster = await WAYS[way]?.();
    if (cluster === undefined) throw new Error('a way of the table');
    await cluster.close();
    const wanted = { code: 'CLIENT_ARGUMENT', message: expect.stringContaining('was closed with close()') };
    await expect(cluster.request({ method: 'GET', path: '/x' })).rejects.toMatchObject(wanted);
    await expect(cluster.runs.get('x')).rejects.toMatchObject(wanted);
    expect(server.seen).toEqual([]);
  });

  test('a path that the server does not have says so', async () => {
    answer(() => json(501, { message: 'Not Implemented' }));
    const wanted = {
      code: 'CLIENT_NOT_OFFERED',
      message: expect.stringMatching(/check the path and the names in it\.$/),
    };
    await expect(send({ method: 'GET', path: '/a%2Fb' })).rejects.toMatchObject(wanted);
  });

  test('half of a character is refused, also as a name or a selector', async () => {
    answer(() => json(200, { items: [], metadata: {} }));
    const cluster = await WAYS[way]?.();
    if (cluster === undefined) throw new Error('a way of the table');
    const calls = [
      () => cluster.workflowTemplates.get('\ud83d'),
      () => cluster.workflowTemplates.list({ labels: 'team=\ud83d' }),
      () => cluster.runs.get('\ud83d'),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'CLIENT_ARGUMENT' });
    await cluster.close();
  });

  test('no error shows the values of headers', async () => {
    answer(({ headers }) => json(400, { message: `${headers.authorization} and ${headers['x-api-key']}` }));
    const error = await send({
      method: 'GET',
      path: '/x',
      headers: { 'x-api-key': 'marker-key-0815' },
    }).catch((reason: unknown) => String(reason));
    expect(error).toContain('*** and ***');
    expect(error).not.toContain('marker');
  });
});

test('the credentials stay hidden after many other headers were sent', async () => {
  answer(({ headers }) => json(400, { message: `I know ${headers.authorization}` }));
  const cluster = openArgoServer({
    server: server.url,
    headers: { authorization: `Bearer ${TOKEN}` },
    retries,
  });
  let last = '';
  for (let count = 0; count < 30; count++)
    last = await cluster
      .request({ method: 'GET', path: '/x', headers: { 'x-request-id': `request-${count}` } })
      .then(String, String);
  await cluster.close();
  expect(last).toContain('I know ***');
});

test('the credentials stay hidden if there are many headers', async () => {
  answer(({ headers }) => json(400, { message: `I know ${headers.authorization}` }));
  const others = Array.from({ length: 12 }, (_, index) => [`x-header-${index}`, `value-${index}`]);
  const headers = { authorization: `Bearer ${TOKEN}`, ...Object.fromEntries(others) };
  const cluster = openArgoServer({ server: server.url, headers, retries });
  for (let count = 0; count < 4; count++)
    await expect(cluster.runs.get('x')).rejects.toMatchObject({ serverMessage: 'I know ***' });
  await cluster.close();
});
