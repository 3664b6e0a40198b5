import type { CallOptions } from '@tiphys/runs';
import type { Dispatcher } from 'undici';
import { ClientError } from '../contract/client-error.ts';
import { failureOfConnection } from './connection-failure.ts';
import { ConnectionWatch } from './connection-watch.ts';
import { readWarnings } from './read-warnings.ts';
import { type Attempt, repeatRequest } from './repeat-request.ts';
import { parseReply, plainHeaders } from './reply.ts';
import { failureOfReply } from './reply-failure.ts';
import { createSecrets } from './secrets/secrets.ts';
import { createSender, type SendLimits } from './send-request.ts';
import type { ApiReply, ApiRequest, ApiStream, Transport } from './transport.ts';
import type { TransportOptions } from './transport-options.ts';

type Reply = Dispatcher.ResponseData;

/**
 * Returns a transport to a server. It makes no connection yet.
 *
 * @throws ClientError `CLIENT_CONFIG` if the address cannot be used
 */
export function createTransport(options: TransportOptions): Transport {
  const { timeouts = {}, retries = {} } = options;
  const secrets = createSecrets();
  const sender = createSender(options, secrets);
  const address = options.server.replace(/\/+$/, '');
  const connection = new ConnectionWatch((state) => options.onConnection?.(state, address));
  const name = ({ method, path }: ApiRequest): string => `${method} ${address}${path.replace(/\?.*$/s, '')}`;

  let isClosed = false;

  /** Requests to a closed agent fail as if the server was gone. */
  function assertOpen(): void {
    if (isClosed)
      throw new ClientError(
        'CLIENT_ARGUMENT',
        `The connection to ${address} was closed with close(). Call it after the last request, or open the cluster again.`,
      );
  }

  // The error without the secrets is of the same class.
  const hide = <E>(error: E): E => (error instanceof ClientError ? (secrets.hide(error) as E) : error);

  /** Sends a request, and sends it again with new credentials if the server does not accept the present ones. */
  async function sendRenewed(request: ApiRequest, limits: SendLimits): Promise<Reply> {
    const reply = await sender.send(request, limits, false);
    if (reply.statusCode !== 401 || options.credentials === undefined) return reply;
    await reply.body.dump();
    return await sender.send(request, limits, true);
  }

  async function attempt<T>(
    request: ApiRequest,
    call: CallOptions,
    limit: number,
    read: (reply: Reply) => Promise<T>,
  ): Promise<Attempt<T>> {
    try {
      const reply = await sendRenewed(request, { limit, signal: call.signal });
      const { statusCode: status } = reply;
      for (const warning of readWarnings(reply.headers)) options.onWarning?.(secrets.hideIn(warning));
      if (status < 300) return { value: await read(reply) };
      if (status < 500) connection.answer();
      const failed = { status, headers: plainHeaders(reply), text: await reply.body.text() };
      return { failure: failureOfReply(name(request), failed) };
    } catch (cause) {
      call.signal?.throwIfAborted();
      if (cause instanceof ClientError) throw cause;
      assertOpen();
      return { failure: failureOfConnection(name(request), cause, request.method !== 'GET') };
    }
  }

  async function exchange<T>(
    request: ApiRequest,
    call: CallOptions,
    limit: number,
    read: (reply: Reply) => Promise<T>,
  ): Promise<T> {
    assertOpen();
    const repeatable = request.repeatable ?? request.method === 'GET';
    try {
      return await repeatRequest(
        () => attempt(request, call, limit, read),
        repeatable,
        retries,
        call.signal,
        (error) => connection.failAgain(error),
      );
    } catch (error) {
      throw hide(error);
    }
  }

  async function* chunksOf(request: ApiRequest, reply: Reply, call: CallOptions): AsyncGenerator<Uint8Array> {
    const stream = connection.open();
    try {
      for await (const chunk of reply.body) {
        stream.receive();
        // The body is typed as a stream of anything, and gives buffers.
        yield chunk as Uint8Array;
      }
    } catch (cause) {
      call.signal?.throwIfAborted();
      assertOpen();
      const { error } = failureOfConnection(name(request), cause, false);
      stream.end(error);
      throw secrets.hide(error);
    } finally {
      stream.end();
    }
  }

  return {
    address,
    json: (request, call = {}) =>
      exchange(request, call, timeouts.reply ?? 60_000, async (reply) => {
        connection.answer();
        return parseReply(name(request), await reply.body.text(), plainHeaders(reply)['content-type'] ?? '');
      }),
    send: (request, call = {}) =>
      exchange(request, call, timeouts.reply ?? 60_000, async (reply): Promise<ApiReply> => {
        connection.answer();
        return { status: reply.statusCode, headers: plainHeaders(reply), text: await reply.body.text() };
      }),
    stream: (request, call = {}) =>
      exchange(
        request,
        call,
        timeouts.silence ?? 300_000,
        async (reply): Promise<ApiStream> => ({
          status: reply.statusCode,
          headers: plainHeaders(reply),
          chunks: chunksOf(request, reply, call),
        }),
      ),
    hide,
    close() {
      isClosed = true;
      return sender.close();
    },
  };
}
