import type { CallOptions } from '@tiphys/runs';
import { ClientError } from '../../contract/client-error.ts';
import { adviseOn } from '../../transport/advice.ts';
import { events } from '../../transport/events.ts';
import { codeOf } from '../../transport/reply-failure.ts';
import type { ApiRequest, Transport } from '../../transport/transport.ts';

/** What the server says when the version of a watch is too old; its status differs between versions. */
const EXPIRED = /too old resource version|resource version .*too old|resourceversion.*(?:expired|too old)/i;

/** What the server says when Kubernetes has ended a watch, which it does every few minutes. */
const ENDED = /(?:^|[\s:])EOF$/;

/**
 * Iterates over the results in a stream of server-sent events. `expired` says that the server no longer knows the version that was asked for, or the
 * object. Ends if the server ends it properly.
 *
 * @throws ClientError with the code of the error that the server sent, `CLIENT_REPLY` for anything that is not a result
 */
export async function* readResults(
  transport: Transport,
  request: ApiRequest,
  call: CallOptions,
): AsyncGenerator<object | 'expired'> {
  const name = `${request.method} ${transport.address}${request.path.replace(/\?.*$/s, '')}`;
  try {
    const { chunks, headers } = await transport.stream(request, call);
    const type = headers['content-type'] ?? '';
    if (!type.startsWith('text/event-stream'))
      throw adviseOn('CLIENT_REPLY', `${name} answered with ${type || 'something'} instead of events`);
    for await (const text of events(wholeEvents(chunks, name))) {
      const result = readResult(text, name);
      if (result === 'ended') return;
      yield result;
    }
  } catch (error) {
    if (!isOutdated(error)) throw error;
    yield 'expired';
  }
}

/**
 * Passes on a stream of events.
 *
 * @throws ClientError `CLIENT_UNREACHABLE` if it ends properly, but inside an event: something between us and the server has cut it
 */
async function* wholeEvents(chunks: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  let end = Buffer.alloc(0);
  for await (const chunk of chunks) {
    yield chunk;
    end = Buffer.concat([end, chunk.subarray(-3)]).subarray(-3);
  }
  if (end.length > 0 && !/\n\r?\n$/.test(end.toString('latin1')))
    throw adviseOn('CLIENT_UNREACHABLE', `${name} ended inside an event`);
}

function isOutdated(error: unknown): boolean {
  if (!(error instanceof ClientError)) return false;
  const { status, serverMessage = '' } = error;
  return status === 404 || status === 410 || EXPIRED.test(serverMessage);
}

function readResult(text: string, name: string): object | 'ended' {
  const { result, error } = parse(text, name);
  if (typeof error === 'object' && error !== null) return readError(error, name);
  if (typeof result === 'object' && result !== null) return result;
  throw adviseOn('CLIENT_REPLY', `${name} sent an event without a result`);
}

function parse(text: string, name: string): { readonly result?: unknown; readonly error?: unknown } {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    throw adviseOn('CLIENT_REPLY', `${name} sent an event that is not JSON`);
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
