import type { CallOptions } from '@tiphys/runs';
import { ClientError } from '../../contract/client-error.ts';
import { adviseOn } from '../../transport/advice.ts';
import { codeOf } from '../../transport/reply-failure.ts';
import { MEDIA_TYPES, streamTexts } from '../../transport/stream-texts.ts';
import type { ServerRunsPlace } from '../server-place.ts';

/** What the server says when the version of a watch is too old; its status differs between versions. */
const EXPIRED = /too old resource version|resource version .*too old|resourceversion.*(?:expired|too old)/i;

/** What the server says when Kubernetes has ended a watch, which it does every few minutes. */
const ENDED = /(?:^|[\s:])EOF$/;

/**
 * Iterates over the results in a stream. Ends if the server ends it properly.
 *
 * @throws ClientError with the code of the error that the server sent, `CLIENT_REPLY` for anything that is not a result
 */
export async function* readResults(
  { transport, streams = 'events' }: ServerRunsPlace,
  path: string,
  call: CallOptions,
): AsyncGenerator<object> {
  const name = `GET ${transport.address}${path.replace(/\?.*$/s, '')}`;
  const accept = MEDIA_TYPES[streams];
  const { chunks, headers } = await transport.stream({ method: 'GET', path, headers: { accept } }, call);
  const type = headers['content-type'] ?? '';
  if (!type.startsWith(accept))
    throw adviseOn('CLIENT_REPLY', `${name} answered with ${type || 'something'} instead of ${accept}`);
  try {
    for await (const text of streamTexts(chunks, streams, name)) {
      const result = readResult(text, name);
      if (result === 'ended') return;
      yield result;
    }
  } catch (error) {
    throw transport.hide(error);
  }
}

/** Tells whether an error means that the server no longer knows the version that was asked for, or the object. */
export function isOutdated(error: unknown): error is ClientError {
  if (!(error instanceof ClientError)) return false;
  const { status, serverMessage = '' } = error;
  return status === 404 || status === 410 || EXPIRED.test(serverMessage);
}

function readResult(text: string, name: string): object | 'ended' {
  const { result, error } = parse(text, name);
  if (typeof error === 'object' && error !== null) return readError(error, name);
  if (typeof result === 'object' && result !== null) return result;
  throw adviseOn('CLIENT_REPLY', `${name} sent a message without a result`);
}

function parse(text: string, name: string): { readonly result?: unknown; readonly error?: unknown } {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    throw adviseOn('CLIENT_REPLY', `${name} sent a message that is not JSON`);
  }
}

function readError(
  error: { readonly http_code?: unknown; readonly message?: unknown },
  name: string,
): 'ended' {
  const status = typeof error.http_code === 'number' ? error.http_code : 500;
  const message = typeof error.message === 'string' ? error.message : 'no reason given';
  if (ENDED.test(message)) return 'ended';
  throw adviseOn(codeOf(status, message), `${message}: ${name} failed`, { status, serverMessage: message });
}
