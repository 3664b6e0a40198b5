import type { PodResult } from '../contract/executor.ts';
import type { MemoEntry } from './command.ts';
import type { NodePhase } from './node/node-status.ts';

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
    /** All containers of a daemon are ready. */
    | { readonly kind: 'podReady'; readonly nodeId: string; readonly podIP: string }
    /** A task reported its progress, such as `2/3`. */
    | { readonly kind: 'podProgress'; readonly nodeId: string; readonly progress: string }
    | { readonly kind: 'podFinished'; readonly nodeId: string; readonly result: PodResult }
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
    | { readonly kind: 'suspend' }
    /**
     * Values are supplied to a suspended node, which goes on: texts by the names of its output parameters. Without a node, the workflow and all
     * suspended nodes go on.
     */
    | {
        readonly kind: 'resume';
        readonly nodeId?: string;
        readonly values: Readonly<Record<string, string>>;
      }
    /** A suspended node is changed. */
    | {
        readonly kind: 'setNode';
        readonly nodeId: string;
        readonly phase?: NodePhase;
        readonly message?: string;
        readonly parameters?: Readonly<Record<string, string>>;
      }
    | { readonly kind: 'timer' }
    | { readonly kind: 'shutdown'; readonly strategy: ShutdownStrategy }
  );
