import type { PodResult } from '../contract/executor.ts';
import type { MemoEntry } from './command.ts';

/** How a workflow is stopped early. See docs/semantics/suspend-and-stop.md#stop-and-terminate. */
export type ShutdownStrategy = 'Stop' | 'Terminate';

/** When an event happened, and the randomness that it may use. */
export interface EventBasis {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Seed of the random numbers that expressions draw. @default derived from `at` */
  readonly seed?: string;
}

/** An event. */
export type RunEvent = EventBasis &
  (
    | { readonly kind: 'start' }
    | { readonly kind: 'podStarted'; readonly nodeId: string }
    | { readonly kind: 'podFinished'; readonly nodeId: string; readonly result: PodResult }
    /** Values are supplied to a suspended node, which goes on. Texts by the names of its output parameters. */
    | {
        readonly kind: 'resume';
        readonly nodeId: string;
        readonly values: Readonly<Record<string, string>>;
      }
    | { readonly kind: 'timer' }
    | { readonly kind: 'shutdown'; readonly strategy: ShutdownStrategy }
    /** The result of an earlier call, if the cache has one. */
    | { readonly kind: 'memoRead'; readonly nodeId: string; readonly entry?: MemoEntry }
    /** The locks of a node, or of the workflow, are held or waited for. */
    | {
        readonly kind: 'lockChanged';
        readonly nodeId?: string;
        readonly held: boolean;
        /** The first lock that could not be taken. */
        readonly waiting?: string;
        /** Argo's message while it waits. */
        readonly message?: string;
      }
  );
