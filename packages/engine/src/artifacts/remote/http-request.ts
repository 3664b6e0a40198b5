import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { HostRules } from '../../contract/host-rules.ts';

/** A request to a server. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  /** The content to send. It is opened again when a server redirects. */
  readonly body?: { readonly size: number; open(): Readable };
  readonly tls?: Pick<RequestOptions, 'ca' | 'cert' | 'key' | 'rejectUnauthorized'>;
  readonly signal?: AbortSignal | undefined;
}

/** The answer of a server. Its content must be read or destroyed. */
export interface HttpReply {
  readonly status: number;
  /** Such as `404 Not Found`. */
  readonly statusLine: string;
  readonly content: IncomingMessage;
}

/** Most redirects that are followed, as in Go. */
const MAXIMUM_REDIRECTS = 10;

/** How long a server may send nothing. */
const IDLE_MILLISECONDS = 60_000;

/**
 * Sends a request and returns the answer as a stream. Follows redirects, and checks the host of each.
 *
 * @throws EngineError `ENGINE_HOST_NOT_ALLOWED`
 * @throws Error with Go's message if there is no answer
 */
export async function sendRequest(request: HttpRequest, hosts: HostRules): Promise<HttpReply> {
  let current = request;
  for (let count = 0; count <= MAXIMUM_REDIRECTS; count++) {
    const url = parseUrl(current.url);
    hosts.assertAllowed(url);
    const content = await exchange(current, url);
    const next = redirectedRequest(current, url, content);
    if (next === undefined) {
      const status = content.statusCode ?? 0;
      return { status, statusLine: `${status} ${content.statusMessage ?? ''}`.trim(), content };
    }
    content.destroy();
    current = next;
  }
  throw new Error(`${titleOf(request)}: stopped after ${MAXIMUM_REDIRECTS} redirects`);
}

function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    throw new Error(`${JSON.stringify(text)} is not an http or https URL`);
  return url;
}

function exchange(request: HttpRequest, url: URL): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => reject(new Error(describe(request, error), { cause: error }));
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const options = {
      method: request.method,
      headers: headersOf(request),
      timeout: IDLE_MILLISECONDS,
      ...(request.signal && { signal: request.signal }),
      ...request.tls,
    };
    const outgoing = send(url, options, resolve);
    outgoing.on('timeout', () =>
      outgoing.destroy(new Error(`no data for ${IDLE_MILLISECONDS / 1000} seconds`)),
    );
    outgoing.on('error', fail);
    if (request.body === undefined) outgoing.end();
    // An error of the request itself arrives as its event, too.
    else pipeline(request.body.open(), outgoing).catch(fail);
  });
}

function headersOf({ headers, body }: HttpRequest): Record<string, string | string[]> {
  const all: Record<string, string[]> = { 'user-agent': ['tiphys'] };
  if (body !== undefined) all['content-length'] = [String(body.size)];
  const given: Record<string, string[]> = {};
  for (const [name, value] of headers) {
    const field = name.toLowerCase();
    given[field] = [...(given[field] ?? []), value];
  }
  return Object.fromEntries(
    Object.entries({ ...all, ...given }).map(([name, values]) => [
      name,
      values.length === 1 ? (values[0] ?? '') : values,
    ]),
  );
}

function redirectedRequest(request: HttpRequest, url: URL, reply: IncomingMessage): HttpRequest | undefined {
  const { location } = reply.headers;
  const status = reply.statusCode ?? 0;
  if (location === undefined || ![301, 302, 303, 307, 308].includes(status)) return undefined;
  const target = new URL(location, url);
  const { body, ...rest } = request;
  const headers =
    target.host === url.host ? request.headers : request.headers.filter(([name]) => !isPrivate(name));
  if (status === 307 || status === 308) return { ...request, url: target.href, headers };
  return { ...rest, url: target.href, headers, method: request.method === 'HEAD' ? 'HEAD' : 'GET' };
}

/** Tells whether a header is for one host only. */
function isPrivate(name: string): boolean {
  return ['authorization', 'cookie', 'proxy-authorization', 'www-authenticate'].includes(name.toLowerCase());
}

function titleOf({ method, url }: HttpRequest): string {
  return `${method[0] ?? ''}${method.slice(1).toLowerCase()} "${url}"`;
}

/** Describes a failed request in the words of Go. */
function describe(request: HttpRequest, error: unknown): string {
  const { code, address, port, message } = rootOf(error);
  const isRefused = code === 'ECONNREFUSED' && address !== undefined;
  const host = address?.includes(':') === true ? `[${address}]` : address;
  return `${titleOf(request)}: ${isRefused ? `dial tcp ${host}:${port}: connect: connection refused` : message}`;
}

interface SystemFailure {
  readonly message: string;
  readonly code?: string;
  readonly address?: string;
  readonly port?: number;
}

/** Returns the error of the system: a name with several addresses gives an error for each. */
function rootOf(error: unknown): SystemFailure {
  if (error instanceof AggregateError && error.errors.length > 0) return rootOf(error.errors[0]);
  return error instanceof Error ? error : { message: String(error) };
}
