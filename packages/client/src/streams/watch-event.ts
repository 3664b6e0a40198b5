import type { ClientError } from '../contract/client-error.ts';

/** An object that a watch can tell apart from others and from its own earlier states. */
export interface Tracked {
  readonly metadata: {
    readonly name?: string | undefined;
    readonly uid?: string | undefined;
    readonly resourceVersion?: string | undefined;
  };
}

/** A message of a watch. */
export type WatchEvent<T> =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK'; readonly object: T }
  /** The server no longer knows the version that the watch was to go on from. */
  | { readonly type: 'EXPIRED'; readonly error: ClientError };
