import type { PodPaths } from '../contract/executor.ts';
import type { ArtifactFields, ObjectFields, ParameterFields, SpecFields } from '../manifest/fields.ts';
import type { Activity } from './activity.ts';
import type { Command, MemoEntry } from './command.ts';
import type { KeptNode } from './kept-node.ts';
import type { RunNode } from './node/run-node.ts';
import type { TextSet } from './records.ts';
import type { ShutdownStrategy } from './run-event.ts';

/** Phase of the workflow as a whole. */
export type WorkflowPhase = '' | 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Error';

/** The identity of the workflow, for ids, tags and messages. */
export interface WorkflowIdentity {
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
  readonly createdAt: number;
}

/** An activity to wake at a time. */
export interface Timer {
  readonly at: number;
  /** Id of the node of the activity. */
  readonly id: string;
}

/** Limits of a run. */
export interface RunLimits {
  /** How many iterations all loops may have together. */
  readonly iterations: number;
  /** Bytes of the workflow with its compressed status. */
  readonly workflowBytes: number;
}

/**
 * The state of a run: plain JSON, so that it can be stored, copied and compared. `decide` changes it in place, and reads only the state and the
 * event. Nodes and activities refer to each other by the id of the node. What follows from the state, such as the templates by name, is
 * derived from it, and is not a part of it.
 */
export interface RunState {
  readonly identity: WorkflowIdentity;
  readonly workflow: ObjectFields;
  spec: SpecFields;
  readonly objects: readonly ObjectFields[];
  readonly podPaths: PodPaths;
  readonly limits: RunLimits;
  /** Nodes that are kept from an earlier run, by name, without those whose results say when they ran. */
  readonly kept?: Readonly<Record<string, KeptNode>>;

  phase: WorkflowPhase;
  message: string;
  startedAt?: number;
  finishedAt?: number;
  /** Global outputs. See docs/semantics/inputs-and-outputs.md#global-outputs. */
  readonly outputs: { readonly parameters: ParameterFields[]; readonly artifacts: ArtifactFields[] };
  /** Global variables by name, null if absent. */
  readonly globals: Record<string, unknown>;
  /** Iterations of loops so far. */
  iterations: number;
  /** When the size of the workflow is measured next. */
  readonly size: { events: number; threshold: number };
  /** Labels from `labelsFrom`, evaluated when the run starts. */
  labels: Readonly<Record<string, string>>;
  readonly nodes: Record<string, RunNode>;
  nodeCount: number;
  readonly activities: Record<string, Activity>;
  /** Results of earlier calls by cache and key. */
  readonly memos: Record<string, MemoEntry>;

  now: number;
  shutdown?: ShutdownStrategy;
  /** Whether nothing more starts until the run is resumed. */
  paused: boolean;
  /** Nodes that hold locks or wait for them; the workflow itself is ''. */
  readonly locks: Record<string, 'held' | 'waiting'>;
  /** Activities to react during the current event, by depth. */
  readonly agenda: string[][];
  readonly timers: Timer[];
  /** Pods that are ready daemons. */
  readonly daemons: TextSet;
  /** Suspended nodes. */
  readonly suspended: TextSet;
  /** Activities with starts that wait for a limit. */
  readonly held: TextSet;
  /** Activities with hooks whose expression may become true at any event. */
  readonly hookWatches: TextSet;
  activePods: number;
  /** References that will never have a value, by node name. See docs/semantics/substitution.md#waiting-forever. */
  readonly unresolvable: Record<string, string>;
  /** Nodes whose metrics are to be computed, when they start and when they end. */
  readonly measured: Record<string, 'new' | 'running'>;
  /** The metrics so far by name, and what was wrong with any. See docs/semantics/limits.md#metrics. */
  readonly metrics: {
    readonly known: Record<string, { readonly help: string; readonly type: string }>;
    readonly errors: string[];
  };
  /** Actions that the current event has led to. */
  readonly commands: Command[];

  /** Id of the node of the entrypoint. */
  root?: string;
  /** Id of the node of the exit handler. */
  exitHandler?: string;
  /** Names of the hooks of the workflow that have started. */
  readonly workflowHooks: string[];
  /** Message about a parameter of the workflow without a value, with which the run fails when it starts. */
  unset?: string;
  /** Message of an error that ends the run, whatever the phases of its nodes. */
  fatal?: string;
}
