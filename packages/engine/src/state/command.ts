import type { PodRequest, WorkKind } from '../contract/executor.ts';

/** An action that the run requests. */
export type Command =
  | { readonly kind: 'start'; readonly work: WorkKind; readonly request: PodRequest }
  | { readonly kind: 'stop'; readonly nodeId: string; readonly reason: 'shutdown' | 'deadline' }
  /** Send a `timer` event at this time at the latest. */
  | { readonly kind: 'wakeAt'; readonly at: number }
  /** A result to save for later runs. See docs/semantics/caching-and-locks.md#saving. */
  | { readonly kind: 'saveMemo'; readonly cache: string; readonly key: string; readonly entry: MemoEntry };

/** A cached result of a template. */
export interface MemoEntry {
  readonly nodeID: string;
  readonly outputs: unknown;
  readonly creationTimestamp: string;
}
