import type { DagTaskFields } from '../../../manifest/fields.ts';
import type { Activity } from '../../../state/activity.ts';
import type { RunNode } from '../../../state/node/run-node.ts';
import type { NodeBody } from '../../calls/start-body.ts';
import type { Host, Invocation } from '../../hooks/invocation.ts';

/** A running dag template. */
export interface DagActivity extends Activity, Host {
  readonly body: NodeBody;
  readonly tasks: ReadonlyMap<string, DagTask>;
  readonly targets: readonly DagTask[];
  /** Tasks whose dependencies are done, in the order in which to start them. */
  readonly ready: DagTask[];
  /** Iterations and tasks that wait for a limit, in order. */
  readonly waiting: TaskInvocation[];
  readonly owners: Map<Activity, Invocation>;
  /** Number of running activities. */
  live: number;
  /** An error of reading outputs. It ends the dag as soon as a target has a node. */
  scopeError: Error | undefined;
}

/** A task of a dag, with its dependencies and its state. */
export interface DagTask {
  readonly fields: DagTaskFields;
  readonly name: string;
  readonly dependencies: readonly string[];
  readonly dependants: DagTask[];
  /** Whether a target needs it. */
  needed: boolean;
  /** Number of dependencies that have not settled. */
  waiting: number;
  /** The invocation of the task itself; the TaskGroup of a loop. */
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

/** Returns the node of a task, if it has one yet. */
export function taskNode(task: DagTask): RunNode | undefined {
  return task.own.node;
}
