import type { PodRequest } from '../executor.ts';

/** What the run wants done in the world. */
export type Command =
  | { readonly kind: 'startPod'; readonly request: PodRequest }
  | { readonly kind: 'stopPod'; readonly nodeId: string; readonly reason: 'shutdown' | 'deadline' }
  /** Call again with a `timer` event at this time at the latest. */
  | { readonly kind: 'wakeAt'; readonly at: number }
  /** A result to keep for later runs. See docs/semantics/caching-and-locks.md#saving. */
  | { readonly kind: 'saveMemo'; readonly cache: string; readonly key: string; readonly entry: MemoEntry };

/** A remembered result of a template. */
export interface MemoEntry {
  readonly nodeID: string;
  readonly outputs: unknown;
  readonly creationTimestamp: string;
}
