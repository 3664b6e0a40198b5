import { Agent, type Dispatcher } from 'undici';
import { checkHeaders } from '../headers/check-headers.ts';
import type { Secrets } from './secrets/secrets.ts';
import { parseAddress } from './server-address.ts';
import { checkTls } from './tls/check-tls.ts';
import type { ApiRequest } from './transport.ts';
import type { TransportOptions } from './transport-options.ts';

/** Limits of one attempt of a request. */
export interface SendLimits {
  /** The time limit for the start of the reply, and for silence in it, in milliseconds. */
  readonly limit: number;
  readonly signal: AbortSignal | undefined;
}

/** Sends requests to one server, without judging the replies. */
export interface Sender {
  /** Sends a request. `renew` says that the server refused the former credentials. */
  send(request: ApiRequest, limits: SendLimits, renew: boolean): Promise<Dispatcher.ResponseData>;
  close(): Promise<void>;
}

/** Returns a sender that adds to the secrets what it sends as headers. */
export function createSender(options: TransportOptions, secrets: Secrets): Sender {
  const { origin, basePath } = parseAddress(options.server);
  const { tls = {}, credentials, headers = {} } = options;
  const agent = new Agent({
    // The Argo Server takes HTTP/2 for gRPC.
    allowH2: false,
    connect: {
      timeout: options.timeouts?.connect ?? 10_000,
      rejectUnauthorized: tls.insecureSkipVerify !== true,
      ...(tls.ca !== undefined && { ca: tls.ca }),
      ...(tls.cert !== undefined && { cert: tls.cert }),
      ...(tls.key !== undefined && { key: tls.key }),
      ...(tls.serverName !== undefined && { servername: tls.serverName }),
    },
  });
  checkHeaders(headers);
  checkTls(tls);
  secrets.add(headers);
  return {
    async send(request, { limit, signal }, renew) {
      const proofs = (await credentials?.(renew)) ?? {};
      checkHeaders(proofs);
      // The fixed headers are added each time, so that others do not replace them.
      secrets.add(headers, secretHeaders(request), proofs);
      const { method, contentType = 'application/json' } = request;
      const text = textOf(request);
      return await agent.request({
        origin,
        path: `${basePath}${request.path}`,
        method,
        headers: {
          accept: 'application/json',
          ...headers,
          ...(text !== null && { 'content-type': contentType }),
          ...request.headers,
          ...proofs,
        },
        body: text,
        headersTimeout: limit,
        bodyTimeout: limit,
        ...(signal !== undefined && { signal }),
      });
    },
    close: () => agent.destroy(),
  };
}

function textOf({ text, body }: ApiRequest): string | null {
  if (text !== undefined) return text;
  return body === undefined ? null : JSON.stringify(body);
}

/** Media types are in many messages, and are not secret. */
function secretHeaders({ headers = {} }: ApiRequest): Readonly<Record<string, string>> {
  const { accept: _accept, 'content-type': _type, ...others } = headers;
  return others;
}
