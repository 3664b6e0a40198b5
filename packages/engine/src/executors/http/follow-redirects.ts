import { type GoUrl, parseUrl, printUrl, quoteGo } from '@tiphys/go';
import { type AllowedHosts, assertAllowedHost } from '../../contract/allowed-hosts.ts';
import { EngineError } from '../../contract/engine-error.ts';
import { describeError } from '../../contract/error-text.ts';
import { LimitError } from '../../contract/limits.ts';
import { type HttpCall, type HttpReply, isToken } from './http-call.ts';
import { BodyError, type SendOptions, sendCall } from './send-call.ts';

/** How a request and its redirects are sent. */
export interface FollowOptions extends SendOptions {
  readonly allowedHosts: AllowedHosts;
  /** Who calls, for messages: `Template "x"`. */
  readonly who: string;
}

const MAXIMUM_REDIRECTS = 10;

/**
 * Sends a request and follows redirects as Go's `http.Client` does, but only to hosts that are allowed.
 *
 * @throws Error with Go's text, such as `Get "http://127.0.0.1:1/": dial tcp 127.0.0.1:1: connect: connection refused`
 * @throws EngineError `ENGINE_HOST_NOT_ALLOWED`
 */
export async function sendRequest(first: HttpCall, options: FollowOptions): Promise<HttpReply> {
  let call = first;
  for (let count = 0; ; count += 1) {
    const sent = call;
    const reply = await named(sent, () => {
      if (count >= MAXIMUM_REDIRECTS) throw new Error(`stopped after ${MAXIMUM_REDIRECTS} redirects`);
      assertSendable(sent);
      assertAllowedHost(sent.url.host, options.allowedHosts, options.who);
      return sendCall(sent, options);
    });
    const location = reply.headers.get('Location')?.[0] ?? '';
    if (![301, 302, 303, 307, 308].includes(reply.statusCode) || location === '') return reply;
    call = await named(sent, async () => redirected(sent, { first, location, status: reply.statusCode }));
  }
}

/** Puts method and URL before the message of an error, as Go's `url.Error` does. */
async function named<T>(call: HttpCall, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof EngineError || error instanceof LimitError || error instanceof BodyError)
      throw error;
    const verb = call.method.slice(0, 1) + call.method.slice(1).toLowerCase();
    const url = printUrl(call.url, { hidePassword: true });
    throw new Error(`${verb} ${quoteGo(url)}: ${describeError(error)}`, { cause: error });
  }
}

/** Refuses what Go's transport refuses before it connects. */
function assertSendable({ url, headers }: HttpCall): void {
  if (url.scheme !== 'http' && url.scheme !== 'https')
    throw new Error(`unsupported protocol scheme ${quoteGo(url.scheme)}`);
  for (const [name, values] of headers) {
    if (!isToken(name)) throw new Error(`net/http: invalid header field name ${quoteGo(name)}`);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: Go refuses exactly these
    if (values.some((value) => /[\x00-\x08\x0a-\x1f\x7f]/.test(value)))
      throw new Error(`net/http: invalid header field value for ${quoteGo(name)}`);
  }
  if (url.host === '') throw new Error('http: no Host in request URL');
  if (url.query?.includes(' '))
    throw new Error('the query of the URL holds a blank, which servers refuse; write %20 or +');
}

interface Redirect {
  readonly first: HttpCall;
  readonly location: string;
  readonly status: number;
}

const BODY_HEADERS = ['Content-Encoding', 'Content-Language', 'Content-Location', 'Content-Type'];
const SECRET_HEADERS = ['Authorization', 'Www-Authenticate', 'Cookie', 'Cookie2', 'Proxy-Authorization'];

/** Returns the request that follows a redirect. */
function redirected(call: HttpCall, { first, location, status }: Redirect): HttpCall {
  const url = resolveUrl(call.url, location);
  const keepsBody = status === 307 || status === 308;
  const headers = new Map(call.headers);
  if (!keepsBody) for (const name of BODY_HEADERS) headers.delete(name);
  if (!isSameSite(first.url, url)) for (const name of SECRET_HEADERS) headers.delete(name);
  if (!(call.url.scheme === 'https' && url.scheme === 'http'))
    headers.set('Referer', [printUrl(withoutUser(call.url))]);
  const keepsMethod = keepsBody || call.method === 'GET' || call.method === 'HEAD';
  const isRelative = parseUrl(location).scheme === '' && url.host === call.url.host;
  return {
    method: keepsMethod ? call.method : 'GET',
    url,
    headers,
    body: keepsBody ? call.body : Buffer.alloc(0),
    ...(isRelative && call.host !== undefined && { host: call.host }),
  };
}

function withoutUser({ user: _, ...url }: GoUrl): GoUrl {
  return url;
}

/** Returns whether a host is that of the first request or below it. */
function isSameSite(first: GoUrl, next: GoUrl): boolean {
  const from = first.host.toLowerCase().replace(/:\d*$/, '');
  const to = next.host.toLowerCase().replace(/:\d*$/, '');
  return to === from || (!/[:%]/.test(to) && to.endsWith(`.${from}`));
}

/** Returns the URL that a `Location` names, relative to the URL that answered. */
function resolveUrl(base: GoUrl, location: string): GoUrl {
  let target: GoUrl;
  try {
    target = parseUrl(location);
  } catch (error) {
    throw new Error(`failed to parse Location header ${quoteGo(location)}: ${describeError(error)}`);
  }
  if (target.scheme !== '') return target;
  if (target.host !== '') return { ...target, scheme: base.scheme };
  // The path of a relative reference is resolved by the rules that Go and Node.js share.
  const { query, escapedPath, escapedFragment } = target;
  const path =
    escapedPath === ''
      ? base.escapedPath
      : new URL(escapedPath, `http://x${base.escapedPath || '/'}`).pathname;
  const kept = query ?? (escapedPath === '' ? base.query : undefined);
  const { query: _, escapedFragment: __, ...rest } = base;
  const text = printUrl({ ...rest, escapedPath: path, ...(kept !== undefined && { query: kept }) });
  return parseUrl(escapedFragment === undefined ? text : `${text}#${escapedFragment}`);
}
