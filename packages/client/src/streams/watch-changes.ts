import type { CallOptions } from '@tiphys/runs';
import { ClientError } from '../contract/client-error.ts';
import { type Change, KnownObjects } from './known-objects.ts';
import { type Patience, Reconnection } from './reconnection.ts';
import type { Tracked, WatchEvent } from './watch-event.ts';

/** Where the objects of a watch come from. */
export interface WatchSource<T> {
  /** Returns all objects, and the version from which a watch goes on. */
  list(): Promise<{ readonly items: readonly T[]; readonly resourceVersion: string }>;
  /** Iterates over the events of one connection. Ends if the server ends it properly. */
  open(resourceVersion: string): AsyncIterable<WatchEvent<T>>;
}

/** How to watch. */
export interface WatchOptions<T> extends CallOptions {
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
 * It ends only when the caller stops. Throws the ClientErrors of the source.
 */
export async function* watchChanges<T extends Tracked>(
  source: WatchSource<T>,
  options: WatchOptions<T>,
): AsyncGenerator<Change<T>> {
  const known = new KnownObjects<T>(options.known);
  const reconnection = new Reconnection(options.patience, options.signal);
  let { version } = options;
  if (version !== undefined) reconnection.reach();
  for (;;) {
    try {
      reconnection.begin();
      if (version === undefined) {
        const list = await source.list();
        reconnection.reach();
        version = list.resourceVersion;
        yield* known.replace(list.items);
      }
      for await (const event of source.open(version)) {
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
      // A list has no version that could be too old.
      if (isExpired(error) && version !== undefined) version = undefined;
      else reconnection.fail(error);
    }
    await reconnection.pause();
  }
}

function isExpired(error: unknown): boolean {
  return error instanceof ClientError && error.status === 410;
}
