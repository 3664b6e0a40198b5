import { RunsError } from '@tiphys/runs';
import { expect } from 'vitest';
import { ClientError, type Cluster } from '../../src/index.ts';
import { bodyText, type Exchange, type RecordedRequest } from './exchange.ts';
import { type Aside, isSame, type ReplayServer } from './replay-server.ts';

/** The call of the client that makes the request of an exchange, or would make it. */
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
  /** What the client sends instead of the recorded request, and why. @default it sends the same */
  readonly differs?: Difference | undefined;
  /** Whether the call throws instead of sending the recorded request, which the server would refuse. @default false */
  readonly refused?: boolean | undefined;
}

/** A request with the same meaning as a recorded one. */
export interface Difference {
  readonly request: (recorded: RecordedRequest) => RecordedRequest;
  readonly reason: string;
}

/** Makes the call of an exchange, and checks the request and what the call gives or throws. */
export async function checkReplay(
  server: ReplayServer,
  cluster: Cluster,
  recorded: Exchange,
  replay: Replay,
): Promise<void> {
  const { differs } = replay;
  const exchange =
    differs === undefined ? recorded : { ...recorded, request: differs.request(recorded.request) };
  server.begin(exchange, replay.aside?.(exchange) ?? (() => undefined));
  const outcome = await outcomeOf(replay.call(cluster, exchange));
  if (replay.refused === true) {
    checkRefusal(server, exchange, outcome, replay.code);
    return;
  }
  const sent = server.seen.filter((request) => isSame(request, exchange.request));
  expect(server.seen.map(({ method, path }) => `${method} ${path}`)).toContain(
    `${exchange.request.method} ${exchange.request.path}`,
  );
  for (const request of sent) checkRequest(request, exchange.request);
  if (replay.code === undefined) {
    if ('error' in outcome) throw outcome.error;
    expect(outcome.value).toEqual(replay.gives?.(exchange));
  } else {
    if (!('error' in outcome)) throw new Error(`no error ${replay.code}`);
    checkError(outcome.error, exchange, replay);
  }
}

/** Checks that the recorded request, which the server refused, was not sent. */
function checkRefusal(
  server: ReplayServer,
  { request, response }: Exchange,
  outcome: Outcome,
  code: string | undefined,
): void {
  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(server.seen.filter((one) => isSame(one, request))).toEqual([]);
  const error = 'error' in outcome ? outcome.error : undefined;
  expect([ClientError, RunsError].some((kind) => error instanceof kind)).toBe(true);
  expect(error).toMatchObject({ code: code ?? 'no code given' });
}

type Outcome = { readonly value: unknown } | { readonly error: unknown };

async function outcomeOf(call: Promise<unknown>): Promise<Outcome> {
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
