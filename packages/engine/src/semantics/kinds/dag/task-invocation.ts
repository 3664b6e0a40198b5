import type { DagTaskFields } from '../../../manifest/fields.ts';
import type { DagActivity, TaskState } from '../../../state/activities/dag-activity.ts';
import type { Invocation } from '../../../state/activities/invocation.ts';
import type { RunNode } from '../../../state/node/run-node.ts';
import { valueAt } from '../../../state/records.ts';
import type { RunState } from '../../../state/run-state.ts';
import { findNode } from '../../../state/tree/find-node.ts';
import { newInvocation } from '../../hooks/invocation.ts';
import type { GraphTask } from './dag-graph.ts';

/** Adds the invocation of a task. Its hooks are always those of the task as written. */
export function addTaskInvocation(dag: DagActivity, task: GraphTask, call: DagTaskFields): Invocation {
  return add(dag, task, withOwnHooks(task, call));
}

/** Adds the invocation of an iteration. It has the exit handler of its task; the other hooks belong to the TaskGroup. */
export function addIteration(dag: DagActivity, task: GraphTask, call: DagTaskFields): Invocation {
  const { hooks, ...rest } = withOwnHooks(task, call);
  return add(dag, task, { ...rest, ...(hooks?.exit && { hooks: { exit: hooks.exit } }) });
}

function withOwnHooks(task: GraphTask, call: DagTaskFields): DagTaskFields {
  const { hooks, onExit } = task.fields;
  const { hooks: _, onExit: __, ...rest } = call;
  return { ...rest, ...(hooks && { hooks }), ...(onExit && { onExit }) };
}

function add(dag: DagActivity, task: GraphTask, call: DagTaskFields): Invocation {
  const invocation = newInvocation(call, { name: task.name, prefix: `tasks.${task.name}` });
  dag.invocations[call.name] = invocation;
  return invocation;
}

/** Returns the state of a task. */
export function stateOf(dag: DagActivity, name: string): TaskState {
  const state = valueAt(dag.tasks, name);
  if (state === undefined) throw new Error(`unreachable: no task ${name}`);
  return state;
}

/** Returns the node of a task, if it has one yet; the TaskGroup of a loop. */
export function taskNode(run: RunState, dag: DagActivity, name: string): RunNode | undefined {
  return findNode(run, valueAt(dag.invocations, name)?.node);
}

/** Returns the nodes of the iterations of a loop, in order. */
export function iterationNodes(run: RunState, dag: DagActivity, name: string): readonly RunNode[] {
  return stateOf(dag, name).iterations.flatMap((iteration) => taskNode(run, dag, iteration) ?? []);
}
