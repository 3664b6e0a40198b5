import type { CallOptions } from '@tiphys/runs';
import { ClientError } from '../contract/client-error.ts';
import type { ClusterReply, ClusterRequest } from '../contract/request.ts';
import type { Transport } from '../transport/transport.ts';
import { isRecord } from './is-record.ts';
import { jsonText } from './json-text.ts';
import { readHeaders } from './read-headers.ts';

const METHODS: ReadonlySet<string> = new Set<ClusterRequest['method']>([
  'GET',
  'HEAD',
  'OPTIONS',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
]);

/** Methods that change nothing. */
const SAFE: ReadonlySet<string> = new Set<ClusterRequest['method']>(['GET', 'HEAD', 'OPTIONS']);

/**
 * Sends a request that the caller has written.
 *
 * @throws ClientError `CLIENT_ARGUMENT` for a request that cannot be sent, and the errors of {@link Transport}
 */
export async function sendClusterRequest(
  transport: Transport,
  request: ClusterRequest,
  call: CallOptions = {},
): Promise<ClusterReply> {
  checkFields(request);
  const { method, path, body } = request;
  if (!METHODS.has(method))
    throw wrong(`${JSON.stringify(method)} is not a method. Use one of ${[...METHODS].join(', ')}.`);
  checkPath(path);
  if (body !== undefined && request.text !== undefined)
    throw wrong('A request has either a body or a text. Leave out one of them.');
  const headers = readHeaders(request.headers);
  const text = body === undefined ? request.text : jsonText(body);
  const reply = await transport.send({ method, path, headers, text, repeatable: SAFE.has(method) }, call);
  return { ...reply, json: parse(reply.text) };
}

const FIELDS: readonly string[] = [
  'method',
  'path',
  'body',
  'text',
  'headers',
] satisfies (keyof ClusterRequest)[];

/** A field that is not known, such as a query, would be left out silently. */
function checkFields(request: unknown): void {
  if (!isRecord(request)) throw wrong('A request is an object with a method and a path.');
  const unknown = Object.keys(request).find((key) => !FIELDS.includes(key));
  if (unknown === 'query') throw wrong('A request has no field "query". Add it to the path, after "?".');
  if (unknown !== undefined)
    throw wrong(`A request has no field ${JSON.stringify(unknown)}. Its fields are ${FIELDS.join(', ')}.`);
  if (request.text !== undefined && typeof request.text !== 'string')
    throw wrong('The text of a request must be a string.');
}

/** The credentials must not go to another server, nor to another application behind the same address. */
function checkPath(path: string): void {
  const text = JSON.stringify(path);
  if (typeof path !== 'string' || !path.startsWith('/') || path.startsWith('//'))
    throw wrong(`${text} is not a path on the server. Start it with a single "/".`);
  if (!/^[\x21-\x7e]*$/.test(path) || /[#\\]/.test(path))
    throw wrong(
      `The path ${text} has characters that are not encoded. Use encodeURIComponent for its parts.`,
    );
  if (/(?:^|\/)(?:\.|%2e){1,2}(?:[/;]|$)/i.test(path.replace(/\?.*$/, '')))
    throw wrong(`The path ${text} has a part "." or "..". Write the whole path without them.`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function wrong(message: string): ClientError {
  return new ClientError('CLIENT_ARGUMENT', message);
}
