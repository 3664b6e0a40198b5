import { RunsError } from '@tiphys/runs';
import { expect } from 'vitest';
import { ClientError, type Cluster } from '../../src/index.ts';
import { bodyText, type Exchange, type RecordedRequest } from './exchange.ts';
import { type Aside, isSame, type ReplayServer } from './replay-server.ts';

/** What makes a request: a call of a cluster, an operation of the Argo Server by its name, or a request that the caller has written. */
export type Means = 'call' | 'operation' | 'request';

/** The call of the client that makes the request of an exchange. */
export interface Replay {
  readonly call: (cluster: Cluster, exchange: Exchange) => Promise<unknown>;
  /** What the call gives if the reply is no error. @default undefined */
  readonly gives?: ((exchange: Exchange) => unknown) | undefined;
  /** The code of the error that the call throws. @default none */
  readonly code?: string | undefined;
  /** The status of an error inside a stream. @default that of the reply */
  readonly inStream?: number | undefined;
  /** Answers the other requests of the call. */
  readonly aside?: ((exchange: Exchange) => Aside) | undefined;
  /** @default 'call' */
  readonly means?: Means | undefined;
}

/** Makes the call of an exchange, and checks the request and what the call gives or throws. */
export async function checkReplay(
  server: ReplayServer,
  cluster: Cluster,
  exchange: Exchange,
  replay: Replay,
): Promise<void> {
  server.begin(exchange, replay.aside?.(exchange) ?? (() => undefined));
  const outcome = await outcomeOf(replay.call(cluster, exchange));
  const sent = server.seen.filter((request) => isSame(request, exchange.request));
  expect(server.seen.map(({ method, path }) => `${method} ${path}`)).toContain(
    `${exchange.request.method} ${exchange.request.path}`,
  );
  for (const request of sent) checkRequest(request, exchange.request);
  // The calls of a cluster may read something first.
  if ((replay.means ?? 'call') !== 'call') expect(server.seen).toHaveLength(1);
  if (replay.code === undefined) {
    if ('error' in outcome) throw outcome.error;
    expect(outcome.value).toEqual(replay.gives?.(exchange));
  } else {
    if (!('error' in outcome)) throw new Error(`no error ${replay.code}`);
    checkError(outcome.error, exchange, replay);
  }
}

/** What a call gave or threw. */
export type Outcome = { readonly value: unknown } | { readonly error: unknown };

/** Returns what a call gives or throws. */
export async function outcomeOf(call: Promise<unknown>): Promise<Outcome> {
  try {
    return { value: await call };
  } catch (error) {
    return { error };
  }
}

function checkRequest(
  request: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
  recorded: RecordedRequest,
): void {
  const wanted = Object.entries(recorded.headers).map(([name, value]) => [name.toLowerCase(), value]);
  const headers = Object.fromEntries(wanted);
  const names = [...Object.keys(headers), 'authorization', 'content-type'];
  expect(Object.fromEntries(names.map((name) => [name, request.headers[name]]))).toEqual({
    authorization: undefined,
    'content-type': undefined,
    ...headers,
  });
  expect(request.body).toBe(bodyText(recorded) ?? '');
}

function checkError(error: unknown, { response }: Exchange, { code, inStream }: Replay): void {
  if (error instanceof RunsError) expect(error.code).toBe(code);
  else {
    expect(error).toBeInstanceOf(ClientError);
    // Just checked.
    const { code: found, status, serverMessage, message } = error as ClientError;
    expect({ code: found, status }).toEqual({ code, status: inStream ?? response.status });
    const { message: recorded } = (response.body ?? {}) as { readonly message?: string };
    expect(message.replace(recorded ?? '', '')).not.toContain('undefined');
    if (serverMessage !== undefined && recorded !== undefined) expect(serverMessage).toBe(recorded);
  }
}
