import type { Dispatcher } from 'undici';
import { adviseOn } from './advice.ts';
import { readServerMessage } from './server-message.ts';

/** Returns the headers of a reply by their names in lower case. Of a header that came several times, the values are joined by commas. */
export function plainHeaders({ headers }: Dispatcher.ResponseData): Readonly<Record<string, string>> {
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]],
  );
  return Object.fromEntries(entries);
}

/**
 * Returns the JSON of a reply.
 *
 * @throws ClientError `CLIENT_REPLY` if it is not JSON
 */
export function parseReply(request: string, text: string, contentType: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const serverMessage = readServerMessage(text, contentType);
    const kind = contentType === '' ? 'something' : contentType.replace(/;.*$/s, '');
    throw adviseOn('CLIENT_REPLY', `${request} answered with ${kind} that is not JSON`, {
      status: 200,
      serverMessage,
    });
  }
}
