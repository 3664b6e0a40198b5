import type { Reply } from '../loopback/reply.ts';
import type { ClusterObject } from '../state/cluster-object.ts';
import type { ObjectTable } from '../state/object-table.ts';
import { statusOf } from './status-reply.ts';

/** What a watch shows. */
export interface WatchedObjects {
  readonly kind: string;
  readonly isOurs: (object: ClusterObject) => boolean;
  readonly query: URLSearchParams;
}

/** Writes the changes of objects until the time of the request is over. */
export async function watchReply(table: ObjectTable, watched: WatchedObjects, reply: Reply): Promise<void> {
  const { kind, isOurs, query } = watched;
  const seconds = Number(query.get('timeoutSeconds') ?? 1800);
  const signal = AbortSignal.any([reply.signal, AbortSignal.timeout(seconds * 1000)]);
  const send = (type: string, object: unknown): void => reply.write(`${JSON.stringify({ type, object })}\n`);
  reply.head(200, { 'content-type': 'application/json' });
  const given = query.get('resourceVersion') ?? '';
  const shown = new Set<string>();
  const key = ({ metadata }: ClusterObject): string => metadata.uid ?? '';
  const start = table.version;
  if (given === '' || given === '0')
    for (const object of table.list(kind).filter(isOurs)) send('ADDED', object);
  try {
    for await (const { type, object } of table.changes(given === '' ? start : Number(given), signal)) {
      if (signal.aborted) break;
      if (!isOurs(object)) {
        // An object that no longer fulfils the selector is shown as deleted.
        if (shown.delete(key(object))) send('DELETED', object);
        continue;
      }
      if (type === 'DELETED') shown.delete(key(object));
      else shown.add(key(object));
      send(type, object);
    }
    if (query.get('allowWatchBookmarks') === 'true')
      send('BOOKMARK', { kind, metadata: { resourceVersion: String(table.version) } });
  } catch (error) {
    send('ERROR', statusOf(error));
  }
  reply.end();
}
