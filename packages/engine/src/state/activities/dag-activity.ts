import type { HostBasis } from './invocation.ts';

/** A running dag template. */
export interface DagActivity extends HostBasis {
  readonly kind: 'dag';
  /** The state of its tasks by name. What never changes is in the graph of its template. */
  readonly tasks: Record<string, TaskState>;
  /** Names of tasks whose dependencies are done, in the order in which to start them. */
  readonly ready: string[];
  /** Names of iterations and tasks that wait for a limit, in order. */
  readonly waiting: string[];
  /** Names of tasks that have settled, and whose hooks are looked at next. */
  readonly late: string[];
  /** Whether it has looked at its tasks since the run was stopped. */
  stopped?: true;
  /** Message of an error of a hook of a target. It ends the dag at once. */
  hookError?: string;
  /** Message of an error of reading outputs. It ends the dag as soon as a target has a node. */
  scopeError?: string;
}

/** The state of a task. The invocation of the task itself, or of the TaskGroup of a loop, has its name. */
export interface TaskState {
  /** Number of dependencies that have not settled. */
  waiting: number;
  /** Names of the invocations of the iterations of a loop. */
  iterations: readonly string[];
  unsettled: number;
  settled: boolean;
}
