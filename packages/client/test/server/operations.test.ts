import { type OperationTable, operations } from '@tiphys/models/operations';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ArgoServerCluster, ClientError, openArgoServer } from '../../src/index.ts';
import type { RecordedResponse } from '../replay/exchange.ts';
import { type ReplayServer, startReplayServer } from '../replay/replay-server.ts';
import { make, type UntypedOperations, untyped } from './untyped-operations.ts';

let server: ReplayServer;
beforeAll(async () => {
  server = await startReplayServer();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

const tables = Object.entries<OperationTable>(operations);

function open(options: Partial<Parameters<typeof openArgoServer>[0]> = {}): ArgoServerCluster {
  return openArgoServer({
    server: server.url,
    namespace: 'other',
    instanceId: 'mine',
    retries: { most: 0 },
    ...options,
  });
}

const lines = (...results: readonly object[]): RecordedResponse => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  text: results.map((result) => `${JSON.stringify({ result })}\n`).join(''),
});
const json = (body: unknown, status = 200): RecordedResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body,
});

/** Answers whatever is asked for. */
function answer(response: RecordedResponse): void {
  const request = { method: '-', path: '-', headers: {} };
  server.begin({ name: '-', request, response: json({}) }, () => response);
}

test.for(tables)('%s sends what is given, and nothing else', async ([name, table]) => {
  const { method, path, query, hasBody, form } = table;
  answer(
    form === 'stream'
      ? lines({ n: 1 }, { n: 2 })
      : form === 'json'
        ? json({ n: 1 })
        : { ...json(''), text: 'ab' },
  );
  const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter = '']) => parameter);
  const reversed = query.toReversed();
  const body = { z: 1, a: { c: [], b: null } };
  const request = {
    ...(hasBody && { body }),
    ...(query.length > 0 && { query: Object.fromEntries(reversed.map((one) => [one, `${one},ä &`])) }),
    ...Object.fromEntries(parameters.map((parameter) => [parameter, `${parameter}/é ?`])),
  };
  const cluster = open({ streams: 'lines' });
  const given = await make(cluster, [name, table], request);
  await cluster.close();
  expect(given).toEqual(form === 'stream' ? [{ n: 1 }, { n: 2 }] : form === 'json' ? { n: 1 } : 'YWI=');
  const wantedPath = path.replace(/\{(\w+)\}/g, '$1%2F%C3%A9%20%3F');
  const wantedQuery = reversed.map((one) => `${one}=${one},%C3%A4%20%26`).join('&');
  expect(server.seen.map((seen) => [seen.method, seen.path, seen.body])).toEqual([
    [
      method,
      query.length > 0 ? `${wantedPath}?${wantedQuery}` : wantedPath,
      hasBody ? JSON.stringify(body) : '',
    ],
  ]);
});

const RUN = { namespace: 'ci', name: 'hello' };

test.for<
  readonly [title: string, call: (operations: UntypedOperations) => Promise<unknown>, message: string]
>([
  [
    'an unknown operation',
    ({ call }) => call('WorkflowService_Nonsense', RUN),
    '"WorkflowService_Nonsense" is not an operation',
  ],
  [
    'an operation with a typing error',
    ({ call }) => call('WorkflowService_WatchWorkflow', RUN),
    'Did you mean "WorkflowService_WatchWorkflows"?',
  ],
  ['an inherited name', ({ call }) => call('constructor'), '"constructor" is not an operation'],
  [
    'a stream as a call',
    ({ call }) => call('WorkflowService_WatchWorkflows', RUN),
    'answers with a stream of events. Use operations.stream instead of operations.call.',
  ],
  [
    'a call as a stream',
    ({ stream }) => stream('InfoService_GetInfo')[Symbol.asyncIterator]().next(),
    'answers with one object. Use operations.call instead of operations.stream.',
  ],
  [
    'bytes as a call',
    ({ call }) => call('ArtifactService_GetOutputArtifact'),
    'answers with the bytes of a file. Use operations.read instead of operations.call.',
  ],
  [
    'a missing parameter of the path',
    ({ call }) => call('WorkflowService_GetWorkflow', { namespace: 'ci' }),
    'needs the parameter "name"',
  ],
  ['no request', ({ call }) => call('WorkflowService_GetWorkflow'), 'needs the parameter "namespace"'],
  [
    'a request that is not an object',
    ({ call }) => call('WorkflowService_GetWorkflow', 'hello'),
    'takes an object with its parameters',
  ],
  [
    'an empty name',
    ({ call }) => call('WorkflowService_DeleteWorkflow', { namespace: 'ci', name: '' }),
    'needs a name as "name", not ""',
  ],
  [
    'a name that is the path of something else',
    ({ call }) => call('WorkflowService_GetWorkflow', { namespace: 'ci', name: '..' }),
    'needs a name as "name", not ".."',
  ],
  [
    'an empty namespace before a name',
    ({ call }) => call('WorkflowService_GetWorkflow', { namespace: '', name: 'x' }),
    'needs a name as "namespace", not ""',
  ],
  [
    'half a character',
    ({ call }) => call('WorkflowService_GetWorkflow', { namespace: 'ci', name: '\ud83d' }),
    'has half of a character',
  ],
  [
    'half a character in the query',
    ({ call }) => call('WorkflowService_GetWorkflow', { ...RUN, query: { fields: '\ud83d' } }),
    'has half of a character',
  ],
  [
    'a parameter that the path does not have',
    ({ call }) => call('WorkflowService_GetWorkflow', { ...RUN, uid: 'u' }),
    'has no parameter "uid". It has: namespace, name, query',
  ],
  [
    'an unknown parameter of the query',
    ({ call }) => call('WorkflowService_GetWorkflow', { ...RUN, query: { field: 'metadata' } }),
    'has no query parameter "field". It has: getOptions.resourceVersion, fields, uid',
  ],
  [
    'a query that is not an object',
    ({ call }) => call('WorkflowService_GetWorkflow', { ...RUN, query: 'fields=a' }),
    'takes its query as an object',
  ],
  [
    'a query whose entries are no fields',
    ({ call }) =>
      call('WorkflowService_GetWorkflow', { ...RUN, query: new URLSearchParams({ fields: 'metadata' }) }),
    'takes its query as an object',
  ],
  [
    'a request whose entries are no fields',
    ({ call }) => call('WorkflowService_ListWorkflows', new Map([['namespace', 'ci']])),
    'takes an object with its parameters by name',
  ],
  [
    'an object in the query',
    ({ call }) => call('WorkflowService_GetWorkflow', { ...RUN, query: { fields: {} } }),
    'needs text, a number or a boolean as "fields"',
  ],
  [
    'a number that is none',
    ({ call }) =>
      call('WorkflowService_ListWorkflows', { namespace: 'ci', query: { 'listOptions.limit': Number.NaN } }),
    'as "listOptions.limit"',
  ],
  ['a missing body', ({ call }) => call('WorkflowService_StopWorkflow', RUN), 'needs a body'],
  [
    'a body that is not needed',
    ({ call }) => call('WorkflowService_GetWorkflow', { ...RUN, body: {} }),
    'has no parameter "body"',
  ],
  [
    'a body that is not JSON',
    ({ call }) => call('WorkflowService_StopWorkflow', { ...RUN, body: { message: 1n } }),
    'The body cannot be written as JSON',
  ],
])('%s is refused before anything is sent', async ([, call, message]) => {
  answer(json({}));
  const cluster = open();
  const error = await call(untyped(cluster)).catch((reason: unknown) => reason);
  await cluster.close();
  expect(error).toBeInstanceOf(ClientError);
  expect(error).toMatchObject({ code: 'CLIENT_ARGUMENT', message: expect.stringContaining(message) });
  expect(server.seen).toEqual([]);
});

test('the server reads every text as it was given', async () => {
  answer(json({}));
  const cluster = open();
  const segment = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => !/^\.\.?$/.test(text));
  const text = fc.string({ unit: 'binary' });
  await fc.assert(
    fc.asyncProperty(segment, segment, text, fc.jsonValue(), async (namespace, name, fields, event) => {
      answer(json({}));
      await cluster.operations.call('WorkflowService_GetWorkflow', { namespace, name, query: { fields } });
      const { pathname, searchParams } = new URL(server.seen[0]?.path ?? '', server.url);
      expect(pathname.split('/').slice(4).map(decodeURIComponent)).toEqual([namespace, name]);
      expect([...searchParams]).toEqual([['fields', fields]]);
      const body = event as never; // any JSON
      await cluster.operations.call('EventService_ReceiveEvent', { namespace, discriminator: name, body });
      expect(server.seen[1]?.body).toBe(JSON.stringify(event));
    }),
    { numRuns: 100 },
  );
  await cluster.close();
});

test('parameters that are undefined are left out, and lists are repeated', async () => {
  answer(json({}));
  const cluster = open();
  await cluster.operations.call('WorkflowService_DeleteWorkflow', {
    ...RUN,
    query: {
      force: undefined,
      'deleteOptions.dryRun': ['All', 'Some'],
      'deleteOptions.orphanDependents': false,
    },
  });
  await cluster.operations.call('WorkflowService_ListWorkflows', { namespace: '' });
  await cluster.operations.call('InfoService_GetInfo');
  await cluster.close();
  expect(server.seen.map(({ path }) => path)).toEqual([
    '/api/v1/workflows/ci/hello?deleteOptions.dryRun=All&deleteOptions.dryRun=Some&deleteOptions.orphanDependents=false',
    '/api/v1/workflows/',
    '/api/v1/info',
  ]);
});

test.for([
  ['a list', json([])],
  ['nothing', json(null)],
  ['a page', { status: 200, headers: { 'content-type': 'text/html' }, text: '<p>' }],
] as const)('a reply with %s is an error', async ([, response]) => {
  answer(response);
  const cluster = open();
  await expect(cluster.operations.call('InfoService_GetInfo')).rejects.toMatchObject({
    code: 'CLIENT_REPLY',
  });
  await cluster.close();
});

test('an error in a stream is thrown with its code, after what came before', async () => {
  const { text = '', ...response } = lines({ type: 'ADDED' });
  answer({ ...response, text: `${text}{"error":{"http_code":403,"message":"not you"}}\n` });
  const cluster = open({ streams: 'lines' });
  const seen: unknown[] = [];
  const reading = (async () => {
    for await (const event of cluster.operations.stream('WorkflowService_WatchWorkflows', {
      namespace: 'ci',
    }))
      seen.push(event.type);
  })();
  await expect(reading).rejects.toMatchObject({
    code: 'CLIENT_FORBIDDEN',
    status: 403,
    serverMessage: 'not you',
  });
  await cluster.close();
  expect(seen).toEqual(['ADDED']);
});

test('a signal ends a stream, and makes a call throw its reason', async () => {
  answer(lines({ type: 'ADDED' }, { type: 'MODIFIED' }));
  const cluster = open({ streams: 'lines' });
  const end = new AbortController();
  const seen: unknown[] = [];
  for await (const { type } of cluster.operations.stream(
    'WorkflowService_WatchWorkflows',
    { namespace: 'ci' },
    { signal: end.signal },
  )) {
    seen.push(type);
    end.abort(new Error('enough'));
  }
  expect(seen.length).toBeLessThanOrEqual(2);
  await expect(cluster.operations.call('InfoService_GetInfo', {}, { signal: end.signal })).rejects.toThrow(
    'enough',
  );
  await cluster.close();
});
