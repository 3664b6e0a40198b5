import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type OperationTable, operations } from '@tiphys/models/operations';
import { conformance } from '@tiphys/tools-conformance';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ClientError, openArgoServer } from '../../src/index.ts';
import { make } from '../server/untyped-operations.ts';
import { type Exchange, readExchanges } from './exchange.ts';
import { checkReplay, type Replay } from './replay.ts';
import { type ReplayServer, startReplayServer } from './replay-server.ts';

let server: ReplayServer;
beforeAll(async () => {
  server = await startReplayServer();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

const tables = Object.entries<OperationTable>(operations);

/** An operation, and what is given to it. */
interface Made {
  readonly operation: readonly [string, OperationTable];
  readonly given: object;
}

/** Returns the operation of a recorded request; undefined if none has its path and its query, or if its body is not JSON. */
function operationOf({ request }: Exchange): Made | undefined {
  const [path = '', text = ''] = request.path.split('?');
  if (typeof request.body === 'string') return undefined;
  const query = Object.fromEntries(new URLSearchParams(text));
  for (const operation of tables) {
    const [, table] = operation;
    const match = new RegExp(`^${table.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]*)')}$`).exec(path);
    const parts = { ...match?.groups };
    // `/workflows/default/lint` is not a workflow of that name.
    const isOther = match === null || table.method !== request.method || parts.name === 'lint';
    if (isOther || Object.keys(query).some((name) => !table.query.includes(name))) continue;
    const segments = Object.entries(parts).map(([key, value]) => [key, decodeURIComponent(value)]);
    const given = { ...(text !== '' && { query }), ...(table.hasBody && { body: request.body }) };
    return { operation, given: { ...Object.fromEntries(segments), ...given } };
  }
  return undefined;
}

/** Returns what an operation gives for a recorded reply. */
function recorded({ request, response }: Exchange): unknown {
  if (response.chunks === undefined)
    return response.body ?? response.base64 ?? Buffer.from(response.text ?? '').toString('base64');
  const isEvents = request.headers.Accept === 'text/event-stream';
  const messages = response.chunks
    .join('')
    .split(isEvents ? /\n\n/ : '\n')
    .slice(0, -1);
  return messages
    .map((message) => message.trim().replace(/^data: /, ''))
    .filter((message) => message !== '')
    .map((message) => JSON.parse(message).result);
}

describe.for([
  ['own', join(import.meta.dirname, '../fixtures/exchanges/server'), 54],
  ['recorded', join(conformance, 'server'), 113],
] as const)('operations make the %s exchanges', ([, folder, atLeast]) => {
  const exchanges = existsSync(folder) ? readExchanges(folder) : [];
  const made = exchanges.flatMap((exchange) => {
    const found = operationOf(exchange);
    return found === undefined ? [] : [[exchange.name, exchange, found] as const];
  });

  test.skipIf(exchanges.length === 0)(`which are at least ${atLeast}`, () => {
    expect(made.length).toBeGreaterThanOrEqual(atLeast);
  });

  test.for(made)('%s', async ([, exchange, { operation, given }]) => {
    const { Authorization: authorization, Accept: accept } = exchange.request.headers;
    const cluster = openArgoServer({
      server: server.url,
      retries: { most: 0 },
      streams: accept === 'text/event-stream' ? 'events' : 'lines',
      headers: authorization === undefined ? {} : { authorization },
    });
    let code: string | undefined;
    let status: number | undefined;
    const replay: Replay = {
      means: 'operation',
      async call() {
        try {
          const { chunks, ended } = exchange.response;
          const all = recorded(exchange);
          // Where the recorded stream goes on, so would the client.
          const most = chunks !== undefined && ended !== true && Array.isArray(all) ? all.length : undefined;
          return await make(cluster, operation, given, most);
        } catch (error) {
          if (!(error instanceof ClientError)) throw error;
          ({ code, status } = error);
          return 'failed';
        }
      },
      gives: (one) => (code === undefined ? recorded(one) : 'failed'),
    };
    await checkReplay(server, cluster, exchange, replay);
    await cluster.close();
    const isError = exchange.response.status >= 300 || recordedError(exchange);
    expect([code !== undefined, code === undefined || status !== undefined]).toEqual([isError, true]);
  });
});

/** Tells whether a recorded stream has an error. */
function recordedError({ response }: Exchange): boolean {
  return (response.chunks ?? []).some((chunk) => chunk.includes('"error":'));
}
