import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { domainToASCII } from 'node:url';
import { createGunzip } from 'node:zlib';
import { escapeUrl, type GoUrl } from '@tiphys/go';
import { describeError, errorCode } from '../../contract/error-text.ts';
import { LimitError } from '../../contract/limits.ts';
import { addHeader, type HttpCall, type HttpReply } from './http-call.ts';
import { networkErrorText } from './network-error.ts';

/** How a request is sent. */
export interface SendOptions {
  /** Whether the certificate of the server is not checked. */
  readonly insecure: boolean;
  /** Ends the request. Its reason becomes the error. */
  readonly signal: AbortSignal;
  /** Most bytes that are read of a body. */
  readonly maximumBytes: number;
}

/** Headers that Go computes itself. */
const COMPUTED_HEADERS: ReadonlySet<string> = new Set([
  'Host',
  'User-Agent',
  'Content-Length',
  'Transfer-Encoding',
  'Trailer',
]);

/** Headers that Go keeps out of the headers of a response. */
const HIDDEN_HEADERS: ReadonlySet<string> = new Set(['Transfer-Encoding', 'Trailer']);

const MAXIMUM_HEADER_BYTES = 1_048_576;

/** Thrown if the body of a response could not be read. Go does not name the request then. @internal */
export class BodyError extends Error {}

/**
 * Sends one request, without following redirects.
 *
 * @throws Error with the text of Go's `net/http`, without the method and URL before it
 * @throws BodyError if the connection broke within the body
 * @throws LimitError `parameterBytes` if the body is too large
 */
export async function sendCall(call: HttpCall, options: SendOptions): Promise<HttpReply> {
  const response = await openResponse(call, options);
  const headers = responseHeaders(response);
  // Go asks for compressed content by itself, and then hides that it was.
  const unpacks = response.headers['content-encoding'] === 'gzip' && acceptsGzip(call);
  if (unpacks) for (const name of ['Content-Encoding', 'Content-Length']) headers.delete(name);
  const body = await readBody(response, unpacks, options);
  return { statusCode: response.statusCode ?? 0, statusText: response.statusMessage ?? '', headers, body };
}

function acceptsGzip(call: HttpCall): boolean {
  return !call.headers.has('Accept-Encoding') && !call.headers.has('Range') && call.method !== 'HEAD';
}

function openResponse(call: HttpCall, options: SendOptions): Promise<IncomingMessage> {
  const { url, method, body } = call;
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const send = url.scheme === 'https' ? requestHttps : requestHttp;
  const request = send(
    {
      ...addressOf(url),
      method,
      path: requestPath(url),
      headers: requestHeaders(call),
      setHost: false,
      agent: false,
      signal: options.signal,
      maxHeaderSize: MAXIMUM_HEADER_BYTES,
      rejectUnauthorized: !options.insecure,
    },
    resolve,
  );
  request.once('error', (error) =>
    reject(options.signal.aborted ? options.signal.reason : new Error(networkErrorText(error))),
  );
  request.end(body);
  return promise;
}

function addressOf(url: GoUrl): { readonly hostname: string; readonly port: string } {
  const [, name = '', port = ''] = /^(.*?)(?::(\d*))?$/.exec(url.host) ?? [];
  const hostname = name.startsWith('[') ? name.slice(1, -1) : domainToASCII(name) || name;
  return { hostname, port: port || (url.scheme === 'https' ? '443' : '80') };
}

/** The path and query as bytes: Go sends the query as it was written. */
function requestPath({ escapedPath, query }: GoUrl): string {
  const path = (escapedPath === '' ? '/' : escapedPath) + (query === undefined ? '' : `?${query}`);
  return Buffer.from(path).toString('latin1');
}

function requestHeaders(call: HttpCall): Record<string, string | string[]> {
  const { url, headers, host = escapeUrl(url.host, 'host'), body, method } = call;
  const agent = headers.get('User-Agent')?.[0] ?? 'Go-http-client/1.1';
  const sent: Record<string, string | string[]> = { Host: host };
  if (agent !== '') sent['User-Agent'] = agent;
  if (body.length > 0 || ['POST', 'PUT', 'PATCH'].includes(method))
    sent['Content-Length'] = String(body.length);
  for (const [name, values] of headers) if (!COMPUTED_HEADERS.has(name)) sent[name] = values.map(toBytes);
  if (url.user !== undefined && !headers.has('Authorization'))
    sent.Authorization = `Basic ${Buffer.from(`${url.user.name}:${url.user.password ?? ''}`).toString('base64')}`;
  if (acceptsGzip(call)) sent['Accept-Encoding'] = 'gzip';
  return sent;
}

/** Node.js writes headers as Latin-1, Go as UTF-8 and without blanks around them. */
function toBytes(value: string): string {
  return Buffer.from(value.replace(/^[ \t]+|[ \t]+$/g, '')).toString('latin1');
}

function responseHeaders(response: IncomingMessage): Map<string, string[]> {
  const headers = new Map<string, string[]>();
  const { rawHeaders } = response;
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const value = Buffer.from(rawHeaders[at + 1] ?? '', 'latin1').toString();
    addHeader(headers, rawHeaders[at] ?? '', value);
  }
  for (const name of HIDDEN_HEADERS) headers.delete(name);
  return headers;
}

async function readBody(response: IncomingMessage, unpacks: boolean, options: SendOptions): Promise<Buffer> {
  const stream = unpacks ? response.pipe(createGunzip()) : response;
  if (unpacks) response.once('error', (error) => stream.destroy(error));
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of stream) {
      size += part.length;
      if (size > options.maximumBytes)
        throw new LimitError('the body of the response is too large', 'parameterBytes', options.maximumBytes);
      parts.push(part);
    }
  } catch (error) {
    response.destroy();
    if (error instanceof LimitError) throw error;
    if (options.signal.aborted) throw new BodyError(describeError(options.signal.reason));
    throw new BodyError(errorCode(error) === 'ECONNRESET' ? 'unexpected EOF' : networkErrorText(error));
  }
  return Buffer.concat(parts);
}
