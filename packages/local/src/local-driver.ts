import type { ClosableExecutor, RunFolder, StartedRun } from '@tiphys/engine';
import type { Workflow } from '@tiphys/models';
import type { KeptListener } from './kept-results.ts';

/** An executor that is closed when its run has ended. */
export type LocalExecutor = ClosableExecutor;

/** How this process drives local runs. */
export interface LocalDriver extends KeptListener {
  /** Opens the executor of a run that this process owns, in its folder. */
  openExecutor(folder: RunFolder): Promise<LocalExecutor>;
  /** Called with the folder of a run that is made from another one, before it starts. */
  prepare?(folder: RunFolder, run: { readonly workflow: Workflow; readonly from: RunFolder }): Promise<void>;
  /** Returns objects that an earlier run was given, read again: Secrets are not kept with a run that has ended. @default none */
  readObjects?(folder: RunFolder): Promise<readonly unknown[]>;
  /** Called when a run begins to be driven by this process. */
  onStart?(run: DrivenRun): void;
  /** Called with the current workflow when it has changed, and at its end. */
  onUpdate?(workflow: Workflow): void;
  /** Called whenever a run waits: for tasks, for a time, or for an answer. */
  onWait?(run: DrivenRun): void;
  /** Called with a warning that a person should see. */
  onWarning?(text: string): void;
  /** Stops the runs, as `argo stop` would. */
  readonly signal?: AbortSignal;
}

/** A run that this process drives. */
export interface DrivenRun {
  readonly name: string;
  readonly folder: RunFolder;
  /** Resolves when the run has ended, and everything of it is closed. */
  readonly ended: Promise<Workflow>;
  /** The run in the engine. */
  readonly engine: StartedRun;
  /** Leaves the run as it is, without ending it: another process can resume it. */
  leave(): Promise<void>;
}
