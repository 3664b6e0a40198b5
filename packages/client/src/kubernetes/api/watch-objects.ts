import type { CallOptions } from '@tiphys/runs';
import type { Change } from '../../streams/known-objects.ts';
import { type WatchOptions, type WatchSource, watchChanges } from '../../streams/watch-changes.ts';
import type { Tracked, WatchEvent } from '../../streams/watch-event.ts';
import { adviseOn } from '../../transport/advice.ts';
import { lines } from '../../transport/lines.ts';
import type { KubernetesApi, ListQuery } from './kubernetes-api.ts';
import { withQuery } from './query.ts';
import { collectionPath, type Resource } from './resource.ts';
import { readWatchEvent } from './watch-event.ts';

/** Which objects to watch. */
export interface Watched<T> extends Omit<WatchOptions<T>, 'signal'> {
  readonly resource: Resource;
  /** Undefined for all namespaces. */
  readonly namespace: string | undefined;
  readonly query: ListQuery;
  /** Time after which the server ends the stream, which then is opened again, in seconds. @default 290 */
  readonly timeoutSeconds?: number | undefined;
}

/** Iterates over the changes of objects, as {@link watchChanges} does. Throws the ClientErrors of the transport. */
export function watchObjects<T extends Tracked>(
  api: KubernetesApi,
  watched: Watched<T>,
  call: CallOptions = {},
): AsyncGenerator<Change<T>> {
  const source: WatchSource<T> = {
    list: () => api.list<T>(watched.resource, watched.namespace, watched.query, call),
    open: (version) => readEvents<T>(api, { ...watched, bookmarks: true }, version, call),
  };
  return watchChanges(source, { ...call, ...watched });
}

/** One connection of a watch. */
export interface WatchConnection
  extends Pick<Watched<never>, 'resource' | 'namespace' | 'query' | 'timeoutSeconds'> {
  /** Whether the server also tells how far it is when nothing happens. @default false */
  readonly bookmarks?: boolean | undefined;
}

/**
 * Iterates over the events of one connection. Ends if the server ends it properly.
 *
 * @param resourceVersion undefined for the present state and all changes
 */
export async function* readEvents<T extends Tracked>(
  { transport }: KubernetesApi,
  { resource, namespace, query, timeoutSeconds = 290, bookmarks = false }: WatchConnection,
  resourceVersion: string | undefined,
  call: CallOptions,
): AsyncGenerator<WatchEvent<T>> {
  const base = collectionPath(resource, namespace);
  const path = withQuery(base, {
    watch: true,
    allowWatchBookmarks: bookmarks ? true : undefined,
    timeoutSeconds,
    labelSelector: query.labelSelector,
    fieldSelector: query.fieldSelector,
    resourceVersion,
  });
  const { chunks } = await transport.stream({ method: 'GET', path }, call);
  try {
    for await (const event of parseEvents<T>(lines(chunks), `GET ${transport.address}${base}`))
      yield event.type === 'EXPIRED' ? { ...event, error: transport.hide(event.error) } : event;
  } catch (error) {
    throw transport.hide(error);
  }
}

async function* parseEvents<T extends Tracked>(
  texts: AsyncIterable<string>,
  request: string,
): AsyncGenerator<WatchEvent<T>> {
  let isCut = false;
  for await (const line of texts) {
    if (line.trim() === '') continue;
    // Only the last line can be a piece of an event: the connection was cut, though it was closed properly.
    if (isCut || !line.startsWith('{'))
      throw adviseOn('CLIENT_REPLY', `${request} answered with lines that are not JSON`);
    try {
      const event = readWatchEvent<T>(line, request);
      if (event !== undefined) yield event;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      isCut = true;
    }
  }
}
