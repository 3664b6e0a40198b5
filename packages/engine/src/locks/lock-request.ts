import type { WantedLock } from '../contract/wanted-lock.ts';

/** A request for locks, which are taken together or not at all. */
export interface LockRequest {
  /** `ns/wf/nodeId`, or `ns/wf` for the workflow. */
  readonly holder: string;
  /** `ns/wf` */
  readonly workflow: string;
  /** Those with a higher priority are served first, then those of an earlier workflow. */
  readonly priority: number;
  /** Time at which the workflow was made, in milliseconds since the epoch. */
  readonly createdAt: number;
  readonly locks: readonly WantedLock[];
}

/** Whether a request has its locks. */
export type LockState =
  | { readonly held: true }
  | {
      readonly held: false;
      /** The first lock that could not be taken. */
      readonly waiting: string;
      /** Argo's message for the node. */
      readonly message: string;
    };

/** Locks that are shared by the nodes of a run, or by all runs of a store. */
export interface Locks {
  /** Whether others may release locks, too. */
  readonly isShared: boolean;
  /** Requests locks. Calls back with the state of the request, perhaps at once, and again whenever it changes, until the locks are held. */
  acquire(request: LockRequest, onChange: (state: LockState) => void): void;
  /** Takes locks that were held before this process was started, since the task that needs them may still be running. */
  keep(request: LockRequest): void;
  /** Releases the locks of a holder, or withdraws its request. */
  release(holder: string): void;
  /** Releases everything that was requested here. */
  close(): Promise<void>;
}
