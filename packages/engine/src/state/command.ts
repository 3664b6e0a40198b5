import type { PodRequest, WorkKind } from '../contract/executor.ts';
import type { WantedLock } from '../contract/wanted-lock.ts';

/** An action that the run requests. */
export type Command =
  | { readonly kind: 'start'; readonly work: WorkKind; readonly request: PodRequest }
  | { readonly kind: 'stop'; readonly nodeId: string; readonly reason: 'shutdown' | 'deadline' }
  /** Send a `timer` event at this time at the latest. */
  | { readonly kind: 'wakeAt'; readonly at: number }
  /** Look for the result of an earlier call. The answer is a `memoRead` event. */
  | { readonly kind: 'readMemo'; readonly nodeId: string; readonly cache: string; readonly key: string }
  /** A result to save for later runs. See docs/semantics/caching-and-locks.md#saving. */
  | { readonly kind: 'saveMemo'; readonly cache: string; readonly key: string; readonly entry: MemoEntry }
  /** Take locks for a node, or for the workflow. The answers are `lockChanged` events. */
  | { readonly kind: 'acquire'; readonly nodeId?: string; readonly locks: readonly WantedLock[] }
  /** Give the locks of a node or of the workflow back, or take them no longer. */
  | { readonly kind: 'release'; readonly nodeId?: string };

/** A cached result of a template. */
export interface MemoEntry {
  readonly nodeID: string;
  readonly outputs: unknown;
  readonly creationTimestamp: string;
}
