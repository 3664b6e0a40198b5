import type { Tracked, WatchEvent } from '../../streams/watch-event.ts';
import { adviseOn } from '../../transport/advice.ts';
import { codeOf } from '../../transport/reply-failure.ts';
import { withoutManagedFields } from './kubernetes-api.ts';

/**
 * Returns the event in a line of a watch; undefined if it is of a type that this version does not know.
 *
 * @throws SyntaxError if the line is not JSON; ClientError with the code of the status that the server sent in place of an event
 */
export function readWatchEvent<T extends Tracked>(line: string, request: string): WatchEvent<T> | undefined {
  const event: unknown = JSON.parse(line);
  const { type, object }: { readonly type?: unknown; readonly object?: unknown } =
    typeof event === 'object' && event !== null ? event : {};
  if (typeof object !== 'object' || object === null) return undefined;
  switch (type) {
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED':
    case 'BOOKMARK':
      return { type, object: withoutManagedFields(object) as T }; // the kind that was asked for
    case 'ERROR':
      return readError(object, request);
    default:
      return undefined;
  }
}

function readError(
  status: { readonly code?: unknown; readonly message?: unknown },
  request: string,
): WatchEvent<never> {
  const code = typeof status.code === 'number' ? status.code : 500;
  const message = typeof status.message === 'string' ? status.message : 'no reason given';
  const error = adviseOn(codeOf(code, message), `${message}: ${request} failed`, {
    status: code,
    serverMessage: message,
  });
  if (code === 410) return { type: 'EXPIRED', error };
  throw error;
}
