import type { Executor, PodResult } from '../contract/executor.ts';
import type { ArtifactFields, ObjectFields, ParameterFields, SpecFields } from '../manifest/fields.ts';
import type { StartTemplate } from '../semantics/calls/template-request.ts';
import type { SizeWatch } from '../semantics/limits/size-watch.ts';
import type { TemplateStore } from '../semantics/values/template-store.ts';
import type { Activity } from './activity.ts';
import type { Command, MemoEntry } from './command.ts';
import type { LoopBudget } from './loop-budget.ts';
import type { RunNode } from './node/run-node.ts';
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

/** A running pod. */
export interface PodActivity extends Activity {
  finish(run: RunState, result: PodResult): void;
  readonly exitHandler: boolean;
}

/** A suspended node. */
export interface SuspendedActivity extends Activity {
  /** Time at which it goes on by itself. Absent if it waits until it is resumed. */
  readonly until: number | undefined;
  /** Goes on with values for its outputs, by their names. */
  resume(run: RunState, values: Readonly<Record<string, string>>): void;
}

/** An activity to wake at a time. */
export interface Timer {
  readonly at: number;
  readonly activity: Activity;
}

/** The state of a run. `decide` changes it in place, and reads only the state and the event. */
export interface RunState {
  readonly identity: WorkflowIdentity;
  readonly workflow: ObjectFields;
  spec: SpecFields;
  readonly objects: readonly ObjectFields[];
  readonly templates: TemplateStore;
  readonly pathOf: Executor['pathOf'];
  readonly startTemplate: StartTemplate;

  phase: WorkflowPhase;
  message: string;
  startedAt: number | undefined;
  finishedAt: number | undefined;
  /** Global outputs. See docs/semantics/inputs-and-outputs.md#global-outputs. */
  readonly outputs: { parameters: ParameterFields[]; artifacts: ArtifactFields[] };
  readonly globals: Map<string, unknown>;
  readonly loops: LoopBudget;
  readonly size: SizeWatch;
  /** Labels from `labelsFrom`, evaluated when the run starts. */
  labels: Readonly<Record<string, string>>;
  readonly nodes: Map<string, RunNode>;
  readonly nodesByName: Map<string, RunNode>;
  /** Results of earlier calls by cache and key. */
  readonly memos: Map<string, MemoEntry>;

  now: number;
  shutdown: ShutdownStrategy | undefined;
  readonly agenda: Activity[][];
  readonly timers: Timer[];
  readonly pods: Map<string, PodActivity>;
  readonly suspended: Set<SuspendedActivity>;
  /** Activities with starts that wait for a limit. */
  readonly held: Set<Activity>;
  /** Activities with hooks whose expression may become true at any event. */
  readonly hookWatches: Set<Activity>;
  activePods: number;
  /** References that will never have a value, by node name. See docs/semantics/substitution.md#waiting-forever. */
  readonly unresolvable: Map<string, string>;
  commands: Command[];

  root: Activity | undefined;
  exitHandler: Activity | undefined;
  /** Hooks of the workflow that have started. */
  readonly workflowHooks: Map<string, Activity>;
  /** An error that ends the run, whatever the phases of its nodes. */
  fatal: Error | undefined;
}
