import type { ShutdownStrategy } from '../../state/run-event.ts';

/** A command for a run, from another process or from whoever started it. */
export type RunCommand =
  /** Ends the run early: `argo stop` and `argo terminate`. */
  | { readonly kind: 'shutdown'; readonly strategy: ShutdownStrategy }
  /** Starts nothing more until the run is resumed: `argo suspend`. */
  | { readonly kind: 'suspend' }
  /** Lets suspended nodes go on, with texts for their outputs: all of them, or one. */
  | {
      readonly kind: 'resume';
      readonly nodeId?: string;
      readonly values?: Readonly<Record<string, string>>;
    }
  /** Changes a suspended node: `argo node set`. */
  | {
      readonly kind: 'setNode';
      readonly nodeId: string;
      readonly phase?: 'Succeeded' | 'Failed' | 'Error' | 'Skipped';
      readonly message?: string;
      readonly parameters?: Readonly<Record<string, string>>;
    };
