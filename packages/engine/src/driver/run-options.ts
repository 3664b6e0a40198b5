import type { Workflow } from '@tiphys/models';
import type { Clock } from '../contract/clock.ts';
import type { Executor } from '../contract/executor.ts';
import type { Journal } from '../contract/journal.ts';
import type { KeptNode } from '../state/kept-node.ts';
import type { Run } from './run-files/run.ts';

/** Options of {@link runWorkflow}. */
export interface RunOptions {
  /** Runs the pods. */
  readonly executor: Executor;
  /** @default the system clock */
  readonly clock?: Clock;
  /** @default the name of `run`, the name in the metadata, or its `generateName` with five random letters */
  readonly name?: string;
  /** @default the namespace in the metadata, or `default` */
  readonly namespace?: string;
  /** Values for parameters of the workflow, which override its own. @default none */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Objects that the workflow refers to: WorkflowTemplates, ConfigMaps, Secrets. @default none */
  readonly objects?: readonly unknown[];
  /** Stops the run as `argo stop` would: pods end, exit handlers still run. @default never */
  readonly signal?: AbortSignal;
  /** Called with the current workflow when it has changed, at most ten times a second, and at the end. @default not called */
  readonly onUpdate?: (workflow: Workflow) => void;
  /** Journal for the events of the run. @default that of `run` */
  readonly journal?: Journal;
  /**
   * Where the run is kept, from {@link openStore}'s `createRun`. Its journal and its `workflow.json` are written while the run goes on, so that others can
   * watch it, send it commands, and resume it if this process is killed.
   *
   * @default the run is not kept
   */
  readonly run?: Run;
  /** UID of the workflow. @default that in the metadata, or a random one */
  readonly uid?: string;
  /** When the workflow was created, in milliseconds since the epoch: earlier for a run that runs again. @default now */
  readonly createdAt?: number;
  /** How many iterations all loops of the run may have together. @default 10000 */
  readonly maximumIterations?: number | undefined;
  /**
   * Bytes of the workflow with its compressed status. A larger one ends with phase Error, as in a cluster that does not store the status of nodes in a
   * database.
   *
   * @default 1048576
   */
  readonly maximumWorkflowBytes?: number | undefined;
  /**
   * When nodes ran that the run keeps from an earlier one, by name. A node that ends in the same phase, without anything in it running again, gets these
   * times. The executor gives those of pods with their results.
   *
   * @default none
   */
  readonly keptNodes?: Readonly<Record<string, KeptNode>> | undefined;
  /** Numbers from 0 to 1 for generated names. @default Math.random */
  readonly random?: () => number;
}

/** Options of {@link startWorkflow}. */
export interface StartOptions extends RunOptions {
  /**
   * Called whenever the run has handled all events and waits for pods, for a time, or for a suspended node to be resumed. Without it, a run
   * that only waits to be resumed ends with `ENGINE_STUCK`.
   *
   * @default not called
   */
  readonly onWait?: () => void;
}
