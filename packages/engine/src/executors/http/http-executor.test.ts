import type { AddressInfo } from 'node:net';
import { createServer as createRawServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { podRequest } from '../../../test/executor-bench.ts';
import { readBody, startServer } from '../../../test/loopback-server.ts';
import type { PodRequest, PodResult } from '../../contract/executor.ts';
import { defaultLimits } from '../../contract/limits.ts';
import { createHttpExecutor, type HttpExecutorOptions } from './http-executor.ts';

interface CallOptions extends HttpExecutorOptions {
  readonly request?: Partial<PodRequest>;
}

function call(http: object, { request = {}, ...options }: CallOptions = {}): Promise<PodResult> {
  const executor = createHttpExecutor(options);
  return executor.start(podRequest({ name: 'h', http }, request)).done;
}

/** A server like that of the recorded runs: `/status/N`, `/echo?x`, `/see?...` describes the request. */
function startEcho() {
  return startServer(async (request, response) => {
    const body = await readBody(request);
    const url = new URL(request.url ?? '', 'http://x');
    if (url.pathname.startsWith('/status/')) {
      const code = Number(url.pathname.slice(8));
      response.writeHead(code, { 'x-kind': ['a', 'b'] }).end(`status ${code}`);
    } else if (url.pathname === '/see') {
      response.end(
        JSON.stringify([request.method, request.url, body, request.rawHeaders.filter(notConnection)]),
      );
    } else if (url.pathname === '/to') {
      const code = Number(url.searchParams.get('code') ?? 302);
      response.writeHead(code, { location: url.searchParams.get('location') ?? '' }).end('moved');
    } else response.end(body);
  });
}

function notConnection(_: string, index: number, all: readonly string[]): boolean {
  return (index % 2 === 0 ? all[index] : all[index - 1]) !== 'Connection';
}

describe('an http template', () => {
  test.for([
    { http: { url: '/status/200' }, want: { phase: 'Succeeded', result: 'status 200' } },
    {
      http: { url: '/status/404' },
      want: { phase: 'Failed', message: 'received non-2xx response code: 404', result: 'status 404' },
    },
    {
      http: { url: '/status/404', successCondition: 'response.statusCode == 404' },
      want: { phase: 'Succeeded', result: 'status 404' },
    },
    {
      http: { url: '/status/200', successCondition: 'response.body contains "x"' },
      want: {
        phase: 'Failed',
        message: `successCondition 'response.body contains "x"' evaluated false`,
        result: 'status 200',
      },
    },
    {
      http: { url: '/status/200', successCondition: 'response.status ==' },
      want: {
        phase: 'Failed',
        message: 'unexpected token EOF (1:18)\n | response.status ==\n | .................^',
      },
    },
    {
      http: { url: '/status/200', successCondition: 'response.headers["X-Kind"] == ["a", "b"]' },
      want: { phase: 'Succeeded', result: 'status 200' },
    },
    {
      http: {
        url: '/x',
        method: 'PUT',
        body: 'q=1',
        headers: [{ name: 'content-type', value: 'a/b' }],
        successCondition:
          'request.method == "PUT" and request.body == response.body and request.bodyBytes == nil and request.headers["Content-Type"][0] == "a/b" and request.url endsWith "/x"',
      },
      want: { phase: 'Failed', result: 'q=1' },
    },
    {
      http: {
        url: '/x',
        method: 'POST',
        bodyFrom: { bytes: 'AGH/' },
        successCondition: 'len(request.bodyBytes) == 3',
      },
      want: { phase: 'Succeeded', result: '\0a\ufffd' },
    },
    { http: { url: '/x', bodyFrom: {} }, want: { phase: 'Failed', message: 'bodyFrom has no bytes' } },
    {
      http: { url: '/x', method: 'GE T' },
      want: { phase: 'Failed', message: 'net/http: invalid method "GE T"' },
    },
  ])('$http ends with $want', async ({ http, want }) => {
    await using server = await startEcho();
    const { parameters, artifacts, ...result } = await call({ ...http, url: server.url + http.url });
    expect(result).toMatchObject(want);
    expect('result' in result).toBe('result' in want);
    expect([parameters, artifacts]).toEqual([[], []]);
  });

  test('sends what the agent sends', async () => {
    await using server = await startEcho();
    const objects = [{ kind: 'Secret', metadata: { name: 's' }, data: { t: 'czNjcjN0' } }];
    const headers = [
      { name: 'x-token', valueFrom: { secretKeyRef: { name: 's', key: 't' } } },
      { name: 'x-many', value: ' ü' },
      { name: 'X-Many', value: '2' },
      { name: 'host', value: 'other' },
    ];
    const { result } = await call(
      { url: `${server.url}/see/../see?q=%C3%BC&r='#f`, method: 'POST', headers, body: 'ä' },
      { request: { objects } },
    );
    expect(JSON.parse(result ?? '')).toEqual([
      'POST',
      "/see/../see?q=%C3%BC&r='",
      'ä',
      [
        ['Host', 'other'],
        ['User-Agent', 'Go-http-client/1.1'],
        ['Content-Length', '2'],
        ['X-Token', 's3cr3t'],
        ['X-Many', Buffer.from('ü').toString('latin1')],
        ['X-Many', '2'],
        ['Accept-Encoding', 'gzip'],
      ].flat(),
    ]);
  });

  test('unpacks compressed bodies that it asked for', async () => {
    await using server = await startServer((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('unpacked'));
    });
    const successCondition = 'response.headers["Content-Encoding"] == nil';
    expect(await call({ url: server.url, successCondition })).toMatchObject({
      phase: 'Succeeded',
      result: 'unpacked',
    });
  });

  test.for([
    { objects: [], want: 'secrets "s" not found' },
    { objects: [{ kind: 'Secret', metadata: { name: 's' } }], want: "secret 's' does not have the key 'k'" },
    {
      objects: [{ kind: 'Secret', metadata: { name: 's' }, stringData: { k: 'a\n' } }],
      want: 'Get "http://127.0.0.1:1": net/http: invalid header field value for "X-Y"',
    },
  ])('a header that cannot be read fails: $want', async ({ objects, want }) => {
    const headers = [{ name: 'x-y', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }];
    const result = await call({ url: 'http://127.0.0.1:1', headers }, { request: { objects } });
    expect(result).toMatchObject({ phase: 'Failed', message: want });
  });

  test.for([
    {
      url: 'http://127.0.0.1:1/',
      want: 'Get "http://127.0.0.1:1/": dial tcp 127.0.0.1:1: connect: connection refused',
    },
    { url: '', want: 'Get "": unsupported protocol scheme ""' },
    { url: 'ftp://127.0.0.1/', want: 'Get "ftp://127.0.0.1/": unsupported protocol scheme "ftp"' },
    { url: 'http://', want: 'Get "http:": http: no Host in request URL' },
    {
      url: '127.0.0.1:1/x',
      want: 'parse "127.0.0.1:1/x": first path segment in URL cannot contain colon',
    },
    {
      url: 'http://u:secret@127.0.0.1:1/a b',
      want: 'Get "http://u:***@127.0.0.1:1/a%20b": dial tcp 127.0.0.1:1: connect: connection refused',
    },
  ])('a connection to $url fails: $want', async ({ url, want }) => {
    expect(await call({ url })).toMatchObject({ phase: 'Failed', message: want });
  });

  test.for([
    { answer: '', want: 'EOF' },
    {
      answer: 'SSH-2.0-x\r\n',
      want: 'net/http: HTTP/1.x transport connection broken: malformed HTTP response "SSH-2.0-x"',
    },
  ])('a server that answers "$answer" fails: $want', async ({ answer, want }) => {
    const server = createRawServer((socket) => socket.once('data', () => socket.end(answer)));
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    expect(await call({ url })).toMatchObject({ phase: 'Failed', message: `Get "${url}": ${want}` });
    server.close();
  });

  test('a body that breaks off is an unexpected EOF', async () => {
    await using server = await startServer((_, response) => {
      response.writeHead(200, { 'content-length': '10' });
      response.write('abc', () => response.destroy());
    });
    expect(await call({ url: server.url })).toMatchObject({ phase: 'Failed', message: 'unexpected EOF' });
  });

  test('a body over the limit is an error that names the limit', async () => {
    await using server = await startServer((_, response) => response.end('x'.repeat(101)));
    const limits = { ...defaultLimits, parameterBytes: 100 };
    expect(await call({ url: server.url }, { limits })).toMatchObject({
      phase: 'Error',
      message:
        'the body of the response is too large (limit parameterBytes: 100). Use --limit parameterBytes=NUMBER to raise it',
    });
  });

  test.for([{ timeoutSeconds: 0 }, { timeoutSeconds: 1 }])('ends after $timeoutSeconds s', async (fields) => {
    await using server = await startServer(() => {});
    expect(await call({ url: server.url, ...fields })).toMatchObject({
      phase: 'Failed',
      message: `Get "${server.url}": context deadline exceeded`,
    });
  });

  test('ends at the deadline of the node, and when it is stopped', async () => {
    await using server = await startServer(() => {});
    const executor = createHttpExecutor();
    const start = (request: Partial<PodRequest>) =>
      executor.start(podRequest({ http: { url: server.url } }, request));
    const late = start({ deadline: Date.now() + 20 });
    const stopped = start({});
    stopped.stop('shutdown');
    expect(await late.done).toMatchObject({ phase: 'Failed', message: 'Step exceeded its deadline' });
    expect(await stopped.done).toMatchObject({ phase: 'Failed' });
  });
});

describe('a redirect', () => {
  test.for([
    { code: 302, method: 'POST', want: ['GET', ''] },
    { code: 303, method: 'PUT', want: ['GET', ''] },
    { code: 301, method: 'DELETE', want: ['GET', ''] },
    { code: 307, method: 'POST', want: ['POST', 'body'] },
    { code: 308, method: 'PUT', want: ['PUT', 'body'] },
  ])('$code of $method is followed with $want', async ({ code, method, want }) => {
    await using server = await startEcho();
    const { result } = await call({
      url: `${server.url}/to?code=${code}&location=see%3Fx`,
      method,
      body: 'body',
    });
    const [sentMethod, url, body] = JSON.parse(result ?? '');
    expect([sentMethod, body]).toEqual(want);
    expect(url).toBe('/see?x');
  });

  test('without Location is the answer', async () => {
    await using server = await startEcho();
    expect(await call({ url: `${server.url}/to` })).toMatchObject({
      phase: 'Failed',
      message: 'received non-2xx response code: 302',
    });
  });

  test('is followed ten times at most', async () => {
    await using server = await startEcho();
    const url = `${server.url}/to?location=%2Fto%3Flocation%3Dx`;
    await using loop = await startServer((_, response) => {
      response.writeHead(302, { location: '/again' }).end();
    });
    expect(await call({ url })).toMatchObject({ phase: 'Succeeded' });
    expect(await call({ url: loop.url })).toMatchObject({
      phase: 'Failed',
      message: `Get "${loop.url}/again": stopped after 10 redirects`,
    });
  });

  test('to another host does not take the authorization along', async () => {
    await using other = await startEcho();
    await using server = await startEcho();
    const headers = [
      { name: 'Authorization', value: 'secret' },
      { name: 'X-Kept', value: '1' },
    ];
    const location = encodeURIComponent(`http://localhost:${other.port}/see`);
    const { result } = await call({ url: `${server.url}/to?location=${location}`, headers });
    expect(result).toContain('X-Kept');
    expect(result).not.toContain('secret');
  });

  test('to a host that is not allowed is refused', async () => {
    await using server = await startEcho();
    const url = `${server.url}/to?location=${encodeURIComponent('http://169.254.169.254/latest')}`;
    expect(await call({ url })).toMatchObject({
      phase: 'Error',
      message:
        'ENGINE_HOST_NOT_ALLOWED: Template "h" calls 169.254.169.254, but a local run may call only this machine and the hosts that you allow. Add --allow-host 169.254.169.254 to allow it.',
    });
  });
});

test('a host that is not allowed is found before the run if it is written out', async () => {
  const template = (url: string) => podRequest({ name: 'h', http: { url } }).template;
  const executor = createHttpExecutor({ allowedHosts: ['a.example'] });
  expect(executor.findUnsupported(template('http://a.example/'))).toBeUndefined();
  expect(executor.findUnsupported(template('http://b.example/'))).toMatchObject({
    code: 'ENGINE_HOST_NOT_ALLOWED',
  });
  expect(executor.findUnsupported(template('http://{{inputs.parameters.h}}/'))).toBeUndefined();
  expect(await call({ url: 'http://b.example/' })).toMatchObject({ phase: 'Error' });
});
