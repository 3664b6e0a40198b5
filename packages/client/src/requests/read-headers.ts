import { ClientError } from '../contract/client-error.ts';
import { isHeaderName, isHeaderValue } from '../headers/header-text.ts';
import { isRecord } from './is-record.ts';

/** Headers with which a server finds out who asks. */
const CREDENTIALS = new Set(['authorization', 'proxy-authorization', 'cookie']);

/** Headers that belong to the connection. */
const CONNECTION = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'http2-settings',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * Returns headers by their names in lower case.
 *
 * @throws ClientError `CLIENT_ARGUMENT` for a header that cannot be sent, or that decides about the connection or the credentials
 */
export function readHeaders(
  headers: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  if (!isRecord(headers)) throw wrong('The headers must be an object with their values by name.');
  const entries = Object.entries(headers).map(([name, value]) => {
    const lower = name.toLowerCase();
    const quoted = JSON.stringify(name);
    if (CREDENTIALS.has(lower))
      throw wrong(
        `The header ${quoted} holds credentials. They come from the options with which the cluster was opened.`,
      );
    if (CONNECTION.has(lower)) throw wrong(`The header ${quoted} belongs to the connection. Leave it out.`);
    if (!isHeaderName(name)) throw wrong(`${quoted} is not the name of a header.`);
    // The message does not show the value, which may be secret.
    if (!isHeaderValue(value))
      throw wrong(`The value of the header ${quoted} cannot be sent. Use text without line breaks.`);
    return [lower, value];
  });
  return Object.fromEntries(entries);
}

function wrong(message: string): ClientError {
  return new ClientError('CLIENT_ARGUMENT', message);
}
