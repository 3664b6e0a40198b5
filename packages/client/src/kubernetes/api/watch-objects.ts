import type { CallOptions } from '@tiphys/runs';
import { ClientError } from '../../contract/client-error.ts';
import { adviseOn } from '../../transport/advice.ts';
import { lines } from '../../transport/lines.ts';
import { type Change, KnownObjects } from './known-objects.ts';
import type { KubernetesApi, ListQuery } from './kubernetes-api.ts';
import { withQuery } from './query.ts';
import { type Patience, Reconnection } from './reconnection.ts';
import { collectionPath, type Resource } from './resource.ts';
import { readWatchEvent, type Tracked, type WatchEvent } from './watch-event.ts';

/** Which objects to watch. */
export interface Watched<T> {
  readonly resource: Resource;
  readonly namespace: string;
  readonly query: ListQuery;
  /** Time after which the server ends the stream, which then is opened again, in seconds. @default 290 */
  readonly timeoutSeconds?: number | undefined;
  readonly patience?: Patience | undefined;
  /** Objects that the caller has read already, and does not want to get again. @default none */
  readonly known?: readonly T[] | undefined;
  /** The version of what is known. @default the objects are listed first */
  readonly version?: string | undefined;
}

/**
 * Iterates over the changes of objects: first each one that exists as `ADDED`, then each change once. It goes on after a cut, and lists the objects
 * again if the server no longer knows where it stopped; states in between are then skipped, the last one of each object is not.
 *
 * It ends only when the caller stops. Throws the ClientErrors of the transport.
 */
export async function* watchObjects<T extends Tracked>(
  api: KubernetesApi,
  watched: Watched<T>,
  call: CallOptions = {},
): AsyncGenerator<Change<T>> {
  const known = new KnownObjects<T>(watched.known);
  const reconnection = new Reconnection(watched.patience, call.signal);
  let { version } = watched;
  if (version !== undefined) reconnection.reach();
  for (;;) {
    try {
      reconnection.begin();
      if (version === undefined) {
        const list = await api.list<T>(watched.resource, watched.namespace, watched.query, call);
        reconnection.reach();
        version = list.resourceVersion;
        yield* known.replace(list.items);
      }
      for await (const event of readEvents<T>(api, watched, version, call)) {
        if (event.type === 'EXPIRED') {
          version = undefined;
          break;
        }
        reconnection.succeed();
        version = event.object.metadata.resourceVersion ?? version;
        if (event.type === 'DELETED') yield* known.delete(event.object);
        else if (event.type !== 'BOOKMARK') yield* known.set(event.object);
      }
    } catch (error) {
      if (isExpired(error)) version = undefined;
      else reconnection.fail(error);
    }
    await reconnection.pause();
  }
}

/** Iterates over the events of one connection. Ends if the server ends it properly. */
async function* readEvents<T extends Tracked>(
  { transport }: KubernetesApi,
  { resource, namespace, query, timeoutSeconds = 290 }: Watched<T>,
  resourceVersion: string,
  call: CallOptions,
): AsyncGenerator<WatchEvent<T>> {
  const base = collectionPath(resource, namespace);
  const path = withQuery(base, {
    watch: true,
    allowWatchBookmarks: true,
    timeoutSeconds,
    labelSelector: query.labelSelector,
    fieldSelector: query.fieldSelector,
    resourceVersion,
  });
  const { chunks } = await transport.stream({ method: 'GET', path }, call);
  yield* parseEvents<T>(lines(chunks), `GET ${transport.address}${base}`);
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

function isExpired(error: unknown): boolean {
  return error instanceof ClientError && error.status === 410;
}
