import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bodyBytes, type Exchange, type RecordedRequest, type RecordedResponse } from './exchange.ts';

/** A request as it arrived. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Answers a request that is not the recorded one, which a call makes before or after it. */
export type Aside = (request: SeenRequest) => RecordedResponse | undefined;

/** Answers with what was recorded. */
export interface ReplayServer extends AsyncDisposable {
  readonly url: string;
  /** Returns the requests since the last call, and answers the next ones as an exchange says. */
  begin(exchange: Exchange, aside: Aside): void;
  readonly seen: readonly SeenRequest[];
}

/** Headers that say how the body of the recorded reply was sent. */
const FRAMING = new Set(['content-length', 'transfer-encoding', 'connection']);

/** Starts a server on this machine that answers with what was recorded. */
export async function startReplayServer(): Promise<ReplayServer> {
  let current: { readonly exchange: Exchange; readonly aside: Aside } | undefined;
  let seen: SeenRequest[] = [];
  const server = createServer(async (incoming, reply) => {
    const request = await readRequest(incoming);
    seen.push(request);
    const { status, headers, ...body } = responseTo(request, current);
    for (const [name, value] of Object.entries(headers)) if (!FRAMING.has(name)) reply.setHeader(name, value);
    reply.writeHead(status).end(bodyBytes({ status, headers, ...body }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens to a port has such an address.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    begin(exchange, aside) {
      current = { exchange, aside };
      seen = [];
    },
    get seen() {
      return seen;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function responseTo(
  request: SeenRequest,
  current: { readonly exchange: Exchange; readonly aside: Aside } | undefined,
): RecordedResponse {
  const { exchange, aside } = current ?? {};
  if (exchange !== undefined && isSame(request, exchange.request)) return exchange.response;
  return (
    aside?.(request) ?? {
      status: 400,
      headers: { 'content-type': 'application/json' },
      body: { code: 3, message: `not recorded: ${request.method} ${request.path}` },
    }
  );
}

/** Tells whether a request has the recorded method and path. */
export function isSame(request: SeenRequest, recorded: RecordedRequest): boolean {
  return request.method === recorded.method && request.path === recorded.path;
}

async function readRequest(incoming: IncomingMessage): Promise<SeenRequest> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part);
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]);
  return {
    method: incoming.method ?? '',
    path: incoming.url ?? '',
    headers: Object.fromEntries(headers),
    body: Buffer.concat(parts).toString('utf8'),
  };
}
