import type { PodResult } from '../contract/executor.ts';

/** How a workflow is stopped early. See docs/semantics/suspend-and-stop.md#stop-and-terminate. */
export type ShutdownStrategy = 'Stop' | 'Terminate';

/** An event, and its time in milliseconds since the epoch. */
export type RunEvent =
  | { readonly kind: 'start'; readonly at: number }
  | { readonly kind: 'podStarted'; readonly at: number; readonly nodeId: string }
  | { readonly kind: 'podFinished'; readonly at: number; readonly nodeId: string; readonly result: PodResult }
  /** Values are supplied to a suspended node, which goes on. Texts by the names of its output parameters. */
  | {
      readonly kind: 'resume';
      readonly at: number;
      readonly nodeId: string;
      readonly values: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'timer'; readonly at: number }
  | { readonly kind: 'shutdown'; readonly at: number; readonly strategy: ShutdownStrategy };
