import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { ClientError } from '../contract/client-error.ts';
import { createTransport } from './create-transport.ts';
import { events } from './events.ts';
import { lines } from './lines.ts';
import type { TransportOptions } from './transport-options.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`../../test/fixtures/${name}`, import.meta.url), 'utf8');
const quick = { most: 3, firstWait: 5, longestWait: 2000 };
const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function serve(listener: RequestListener, tls = false): Promise<string> {
  const identity = { cert: fixture('localhost.cert.pem'), key: fixture('localhost.key.pem') };
  const server = tls ? createTlsServer(identity, listener) : createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  // The server listens on TCP, so the address is an object.
  return `http${tls ? 's' : ''}://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function connect(server: string, options: Omit<TransportOptions, 'server'> = {}) {
  const transport = createTransport({ server, retries: quick, ...options });
  closers.push(() => transport.close());
  return transport;
}

async function failureOf(promise: Promise<unknown>): Promise<ClientError> {
  const error = await promise.then(
    () => new Error('no error'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof ClientError)) throw error;
  return error;
}

function answer(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

test('warnings of the server are passed on', async () => {
  const address = await serve((_, response) =>
    answer(
      response,
      200,
      {},
      { warning: ['299 - "unknown field \\"spec.nope\\""', '299 k8s "a", 214 - "b"'] },
    ),
  );
  const warnings: string[] = [];
  await connect(address, { onWarning: (text) => warnings.push(text) }).json({ method: 'GET', path: '/' });
  expect(warnings).toEqual(['unknown field "spec.nope"', 'a', 'b']);
});

test('a request has the base path, the headers and the JSON body', async () => {
  const seen: unknown[] = [];
  const address = await serve((request, response) => {
    request.on('data', (data) => seen.push(String(data)));
    request.on('end', () => {
      const { method, url, headers } = request;
      seen.push(
        method,
        url,
        headers.accept,
        headers['content-type'],
        headers['x-team'],
        headers.authorization,
      );
      answer(response, 200, { ok: true });
    });
  });
  const transport = connect(`${address}/argo/`, {
    headers: { 'x-team': 'red' },
    credentials: async () => ({ authorization: 'Bearer abcdef' }),
  });
  expect(await transport.json({ method: 'POST', path: '/api/v1/x?a=b', body: { n: 1 } })).toEqual({
    ok: true,
  });
  expect(seen).toEqual([
    '{"n":1}',
    'POST',
    '/argo/api/v1/x?a=b',
    'application/json',
    'application/json',
    'red',
    'Bearer abcdef',
  ]);
});

test.for([
  [400, { code: 3, message: 'no name' }, 'CLIENT_INVALID', 'no name'],
  [401, { code: 16, message: 'Unauthorized' }, 'CLIENT_UNAUTHENTICATED', 'Unauthorized'],
  [403, { message: 'no' }, 'CLIENT_FORBIDDEN', 'no'],
  [404, 'Not Found\n', 'CLIENT_NOT_FOUND', 'Not Found'],
  [404, '{}', 'CLIENT_NOT_FOUND', undefined],
  [404, 'data: {"error":{"http_code":404,"message":"gone"}} \n\n', 'CLIENT_NOT_FOUND', 'gone'],
  [409, { kind: 'Status', message: 'already exists', code: 409 }, 'CLIENT_CONFLICT', 'already exists'],
  [410, { kind: 'Status', message: 'too old', code: 410 }, 'CLIENT_EXPIRED', 'too old'],
  [413, '', 'CLIENT_TOO_LARGE', undefined],
  [422, { message: 'wrong' }, 'CLIENT_INVALID', 'wrong'],
  [
    422,
    { message: 'annotations: Too long: may not be more than 262144 bytes' },
    'CLIENT_TOO_LARGE',
    undefined,
  ],
  [429, { message: 'grpc: received message larger than max (5 vs. 4)' }, 'CLIENT_TOO_LARGE', undefined],
  [500, { message: 'etcdserver: request is too large' }, 'CLIENT_TOO_LARGE', undefined],
  [500, { code: 13, message: 'broken' }, 'CLIENT_SERVER', 'broken'],
  [501, { code: 12, message: 'Not Implemented' }, 'CLIENT_NOT_OFFERED', 'Not Implemented'],
  [302, '', 'CLIENT_REPLY', undefined],
] as const)('a reply with %s and %o is %s', async ([status, body, code, message]) => {
  const address = await serve((_, response) =>
    answer(response, status, body, { location: 'https://me:secretword@login/?x=1' }),
  );
  const error = await failureOf(connect(address).json({ method: 'GET', path: '/a?b=c' }));
  expect(error).toMatchObject({ code, status });
  expect(error.message).toContain(`GET ${address}/a answered ${status} and redirects to https://login/.`);
  if (message !== undefined) expect(error.serverMessage).toBe(message);
});

test('a server that speaks plain HTTP is told in plain words', async () => {
  const address = (await serve((_, response) => answer(response, 200, {}))).replace('http:', 'https:');
  const error = await failureOf(connect(address).json({ method: 'GET', path: '/a' }));
  expect(error.message).toMatch(
    /^GET \S+ failed: TLS failed with "wrong version number"\. The server may speak plain HTTP/,
  );
});

test('a page for browsers is no reply', async () => {
  const address = await serve((_, response) =>
    answer(response, 200, '<html>log in</html>', { 'content-type': 'text/html' }),
  );
  expect(await failureOf(connect(address).json({ method: 'GET', path: '/' }))).toMatchObject({
    code: 'CLIENT_REPLY',
    status: 200,
    serverMessage: undefined,
  });
});

describe('repetition', () => {
  /** Returns how often a server was asked that fails twice. */
  async function count(method: 'GET' | 'POST', fail: (response: ServerResponse) => void, options = {}) {
    let times = 0;
    const address = await serve((_, response) => {
      times++;
      if (times <= 2) fail(response);
      else answer(response, 200, { times });
    });
    const reply = connect(address, options).json({ method, path: '/' });
    const code = await reply.then(
      () => 'ok',
      (error: unknown) => (error instanceof ClientError ? error.code : error),
    );
    return { times, code };
  }

  const status =
    (code: number, headers = {}) =>
    (response: ServerResponse) =>
      answer(response, code, {}, headers);
  const cut = (response: ServerResponse): void => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('{"a":');
    setTimeout(() => response.destroy(), 5);
  };

  test.for([
    ['GET', 'a 503', status(503), 3, 'ok'],
    ['GET', 'a 429', status(429), 3, 'ok'],
    ['GET', 'a 502', status(502), 3, 'ok'],
    ['GET', 'a 500', status(500), 1, 'CLIENT_SERVER'],
    ['GET', 'a cut reply', cut, 3, 'ok'],
    ['GET', 'a cut connection', (response: ServerResponse) => response.destroy(), 3, 'ok'],
    ['POST', 'a 429', status(429, { 'retry-after': '0' }), 3, 'ok'],
    ['POST', 'a 503', status(503), 1, 'CLIENT_BUSY'],
    ['POST', 'a cut reply', cut, 1, 'CLIENT_UNREACHABLE'],
    ['GET', 'a long wait', status(429, { 'retry-after': '100' }), 1, 'CLIENT_BUSY'],
  ] as const)('%s after %s', async ([method, , fail, times, code]) => {
    expect(await count(method, fail)).toEqual({ times, code });
  });

  test('the wait that the server asks for is kept', async () => {
    const begin = performance.now();
    expect(
      await count('GET', status(503, { 'retry-after': '1' }), { retries: { ...quick, most: 1 } }),
    ).toEqual({
      times: 2,
      code: 'CLIENT_BUSY',
    });
    expect(performance.now() - begin).toBeGreaterThan(900);
  });

  test('a POST whose reply is lost may have been carried out, and the message says so', async () => {
    const address = await serve((_, response) => response.destroy());
    const error = await failureOf(connect(address).json({ method: 'POST', path: '/', body: {} }));
    expect(error.message).toContain('The server may have done it nevertheless');
  });

  test('nobody listens', async () => {
    const address = await serve((_, response) => answer(response, 200, {}));
    await closers.splice(0)[0]?.();
    const error = await failureOf(connect(address).json({ method: 'POST', path: '/' }));
    expect(error).toMatchObject({ code: 'CLIENT_UNREACHABLE', status: undefined });
    expect(error.message).toContain('ECONNREFUSED');
  });
});

test('new credentials are asked for once after a 401', async () => {
  const given: (string | undefined)[] = [];
  const address = await serve((request, response) => {
    given.push(request.headers.authorization);
    answer(response, request.headers.authorization === 'Bearer new' ? 200 : 401, {});
  });
  const renewed = connect(address, {
    credentials: async (renew) => ({ authorization: renew ? 'Bearer new' : 'Bearer old' }),
  });
  await renewed.json({ method: 'POST', path: '/' });
  const refused = connect(address, { credentials: async () => ({ authorization: 'Bearer no' }) });
  expect(await failureOf(refused.json({ method: 'GET', path: '/' }))).toMatchObject({ status: 401 });
  expect(given).toEqual(['Bearer old', 'Bearer new', 'Bearer no', 'Bearer no']);
});

describe('time', () => {
  test('a server that does not answer', async () => {
    const address = await serve(() => {});
    const transport = connect(address, { timeouts: { reply: 50 }, retries: { most: 1, firstWait: 1 } });
    expect(await failureOf(transport.json({ method: 'GET', path: '/' }))).toMatchObject({
      code: 'CLIENT_TIMEOUT',
      message: `GET ${address}/ failed: the server did not answer in time. Check the network, or allow more time.`,
    });
  });

  test('a stream that falls silent', async () => {
    const address = await serve((_, response) => response.write('one\ntwo\nthr'));
    const transport = connect(address, { timeouts: { silence: 100 } });
    const { chunks } = await transport.stream({ method: 'GET', path: '/' });
    const given: string[] = [];
    const reading = (async () => {
      for await (const line of lines(chunks)) given.push(line);
    })();
    expect(await failureOf(reading)).toMatchObject({ code: 'CLIENT_TIMEOUT' });
    expect(given).toEqual(['one', 'two']);
  });

  test('an aborted call rejects with the reason of its signal, also while it waits', async () => {
    const address = await serve((_, response) => answer(response, 503, {}, { 'retry-after': '2' }));
    const controller = new AbortController();
    const call = connect(address).json({ method: 'GET', path: '/' }, { signal: controller.signal });
    await sleep(50);
    controller.abort(new Error('enough'));
    await expect(call).rejects.toThrow('enough');
  });
});

describe('TLS', () => {
  const ok: RequestListener = (_, response) => answer(response, 200, { ok: true });

  test('a certificate of a known authority', async () => {
    const transport = connect(await serve(ok, true), { tls: { ca: fixture('localhost.cert.pem') } });
    expect(await transport.json({ method: 'GET', path: '/' })).toEqual({ ok: true });
  });

  test('an unknown certificate is refused, unless nothing is checked', async () => {
    const address = await serve(ok, true);
    const error = await failureOf(connect(address).json({ method: 'GET', path: '/' }));
    expect(error.code).toBe('CLIENT_UNREACHABLE');
    expect(error.message).toContain('--insecure-skip-verify');
    const careless = connect(address, { tls: { insecureSkipVerify: true } });
    expect(await careless.json({ method: 'GET', path: '/' })).toEqual({ ok: true });
  });

  test('a server without TLS', async () => {
    const address = (await serve(ok)).replace('http:', 'https:');
    const error = await failureOf(connect(address).json({ method: 'GET', path: '/' }));
    expect(error.message).toContain('plain HTTP');
  });
});

test.for([
  ['argo.example.org:2746', 'not with argo.example.org:'],
  ['nonsense', 'is not a URL'],
  ['https://me:secretword@argo/', 'must not contain a user'],
  ['ftp://argo', 'not with ftp:'],
  ['https://argo/?a=b', 'must not have a query or a fragment'],
] as const)('the address %s is refused', ([server, message]) => {
  expect(() => createTransport({ server })).toThrow(message);
  expect(() => createTransport({ server })).not.toThrow('secretword');
});

test('no error shows a token', async () => {
  const marker = 'marker-token-5f1e';
  const basic = Buffer.from(`me:${marker}`).toString('base64');
  const address = await serve((request, response) =>
    answer(response, 400, {
      message: `you sent ${request.headers.authorization} ${request.headers['x-key']} ${marker}`,
    }),
  );
  for (const authorization of [`Bearer ${marker}`, `Basic ${basic}`, `Bearer v2:${marker}`]) {
    const transport = connect(address, { headers: { 'x-key': 'other-secret', authorization } });
    const error = await failureOf(transport.json({ method: 'GET', path: '/' }));
    const shown = `${error.message} ${error.stack} ${error.serverMessage} ${JSON.stringify(error)}`;
    expect(shown).toContain('***');
    for (const secret of [marker, basic, 'other-secret']) expect(shown).not.toContain(secret);
  }
});

describe('streams', () => {
  async function collect(texts: AsyncIterable<string>): Promise<readonly string[]> {
    const given: string[] = [];
    for await (const text of texts) given.push(text);
    return given;
  }

  async function* inPieces(text: string, size: number): AsyncGenerator<Uint8Array> {
    const bytes = new TextEncoder().encode(text);
    for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
  }

  test.for([1, 2, 3, 7, 1000])('lines and events in pieces of %s bytes', async (size) => {
    expect(await collect(lines(inPieces('é1\r\n\nzwei ✓\nlast', size)))).toEqual([
      'é1',
      '',
      'zwei ✓',
      'last',
    ]);
    const text = ': hello\n\ndata: {"a":"é"} \n\n\ndata: one\ndata: two\n\ndata: cut';
    expect(await collect(events(inPieces(text, size)))).toEqual(['{"a":"é"} ', 'one\ntwo']);
  });
});
