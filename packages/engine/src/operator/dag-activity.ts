import type { TaskFields } from '../manifest/fields.ts';
import type { RunNode } from '../node/run-node.ts';
import type { Activity } from '../run/activity.ts';
import type { Host, Invocation } from './invocation.ts';
import type { Body } from './start-body.ts';

/** A dag template at work. */
export interface DagActivity extends Activity, Host {
  readonly body: Body;
  readonly tasks: ReadonlyMap<string, DagTask>;
  readonly targets: readonly DagTask[];
  /** Tasks whose dependencies are done and that have not been looked at. */
  readonly ready: DagTask[];
  /** Iterations and tasks that a limit holds back, in order. */
  readonly waiting: TaskInvocation[];
  readonly owners: Map<Activity, Invocation>;
  /** Number of activities that have started and not ended. */
  live: number;
  /** An error of reading outputs, which ends the dag once a target has a node. */
  scopeError: Error | undefined;
}

/** A task of a dag: how it hangs together with others, and how far it is. */
export interface DagTask {
  readonly fields: TaskFields;
  readonly name: string;
  readonly dependencies: readonly string[];
  readonly dependants: DagTask[];
  /** Whether a target needs it. */
  needed: boolean;
  /** Number of dependencies that have not settled. */
  waiting: number;
  /** The invocation of the task itself; of a loop it stands for the TaskGroup. */
  own: TaskInvocation;
  /** Iterations of a loop. */
  iterations: readonly TaskInvocation[];
  unsettled: number;
  settled: boolean;
}

/** An invocation that knows its task. */
export interface TaskInvocation extends Invocation {
  readonly task: DagTask;
}

/** Node of a task, once it has one. */
export function taskNode(task: DagTask): RunNode | undefined {
  return task.own.node;
}
