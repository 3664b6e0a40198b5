import type { DagTaskFields } from '../../../manifest/fields.ts';
import type { Activity } from '../../../state/activity.ts';
import { addChild, createNode, setPhase } from '../../../state/node/create-node.ts';
import { isFailedOrError, isFulfilled, type NodePhase } from '../../../state/node/node-status.ts';
import { outboundNodes } from '../../../state/node/outbound-nodes.ts';
import type { RunNode } from '../../../state/node/run-node.ts';
import type { RunState } from '../../../state/run-state.ts';
import { toError } from '../../calls/finish.ts';
import { resolveReferences } from '../../calls/references.ts';
import { createSkippedNode } from '../../calls/skipped-node.ts';
import {
  advancedInvocation,
  ExitHandlerError,
  type Invocation,
  startInvocation,
  watchHooks,
} from '../../hooks/invocation.ts';
import { expandCall, isLoop } from '../../loops/expand-call.ts';
import type { ReferenceScope } from '../../values/scope.ts';
import { UnresolvedReference } from '../../values/substitution.ts';
import { conditionHolds } from '../../values/when.ts';
import type { DagActivity, DagTask, TaskInvocation } from './dag-activity.ts';
import { iterationInvocation, taskInvocation } from './dag-graph.ts';
import { taskScope } from './dag-scope.ts';
import { dependsHold } from './depends.ts';

/**
 * Starts a task whose dependencies are done, or skips or omits it.
 * See docs/semantics/steps-and-dags.md#order-for-a-task.
 */
export function launchTask(run: RunState, dag: DagActivity, task: DagTask): void {
  try {
    if (!dependsHold(dag.tasks, task)) {
      skipTask(run, dag, task, { phase: 'Omitted', message: 'omitted: depends condition not met' });
      return;
    }
    const expanded = prepareTask(run, dag, task);
    if (expanded) beginTask(run, dag, task, expanded);
  } catch (error) {
    skipTask(run, dag, task, { phase: 'Error', message: toError(error).message });
  }
}

/** Starts waiting invocations, as far as the limits allow now. */
export function startWaitingTasks(run: RunState, dag: DagActivity): void {
  for (;;) {
    const invocation = dag.waiting[0];
    if (!invocation) return;
    if (!startTask(run, dag, invocation)) {
      run.held.add(dag);
      return;
    }
    dag.waiting.shift();
  }
}

/** Advances an invocation after its node, a hook or its exit handler has changed. */
export function advanceTask(
  run: RunState,
  dag: DagActivity,
  change: { readonly invocation: Invocation; readonly ended: Activity | undefined },
): void {
  const { invocation, ended } = change;
  // A dag adopts only invocations of tasks.
  const { task } = invocation as TaskInvocation;
  const { node } = invocation;
  if (!node || invocation.settled) return;
  if (ended && ended === invocation.activity && ended.error) {
    setPhase(run, node, 'Error', `task '${node.fields.name}' errored: ${ended.error.message}`);
  }
  if (!isSettled(run, dag, invocation, node)) return;
  if (invocation === task.own) {
    settleTask(dag, task);
    return;
  }
  task.unsettled -= 1;
  if (task.unsettled === 0) endTaskGroup(run, dag, task);
}

function isSettled(run: RunState, dag: DagActivity, invocation: Invocation, node: RunNode): boolean {
  // Hooks of a task are not checked before it runs; those of a step are.
  if (node.fields.phase === 'Pending') return false;
  try {
    return advancedInvocation(run, dag, invocation);
  } catch (error) {
    dag.hooked.delete(invocation);
    // Argo ignores an exit handler that cannot start.
    // See docs/semantics/hooks.md#exit-handler-of-a-step-or-task.
    if (!(error instanceof ExitHandlerError)) failForHook(run, dag, invocation, toError(error));
    if (!isFulfilled(node.fields.phase)) return false;
    invocation.settled = true;
    return true;
  }
}

/** Ends a task whose hook cannot start. The dag no longer waits for its activity. */
function failForHook(run: RunState, dag: DagActivity, invocation: Invocation, error: Error): void {
  const { node, activity } = invocation;
  if (node) setPhase(run, node, 'Error', error.message);
  if (activity && dag.owners.delete(activity)) dag.live -= 1;
}

function prepareTask(run: RunState, dag: DagActivity, task: DagTask): readonly DagTaskFields[] | undefined {
  let scope: ReferenceScope;
  try {
    scope = taskScope(run, { tasks: dag.tasks, template: dag.body.template }, task);
  } catch (error) {
    dag.scopeError = toError(error);
    throw error;
  }
  try {
    const resolved = resolveReferences(run, task.fields, { scope, caller: 'dag' });
    return expandCall(resolved, run.globals, run.loops);
  } catch (error) {
    if (!(error instanceof UnresolvedReference)) throw error;
    run.unresolvable.set(`${dag.node.fields.name}.${task.name}`, error.message);
    return undefined;
  }
}

function beginTask(run: RunState, dag: DagActivity, task: DagTask, expanded: readonly DagTaskFields[]): void {
  if (!isLoop(task.fields)) {
    for (const call of expanded) {
      task.own = taskInvocation(task, call);
      beginInvocation(run, dag, task.own);
    }
    return;
  }
  if (expanded.length === 0) {
    skipTask(run, dag, task, { phase: 'Skipped', message: 'Skipped, empty params' });
    return;
  }
  const group = createNode(run, {
    name: `${dag.node.fields.name}.${task.name}`,
    type: 'TaskGroup',
    phase: 'Running',
    boundary: dag.node,
    templateScope: dag.context.scope,
    templateName: task.fields.template,
    templateRef: task.fields.templateRef,
  });
  connect(run, dag, task, group);
  task.own.node = group;
  if (watchHooks(run, dag, task.own)) advanceTask(run, dag, { invocation: task.own, ended: undefined });
  task.iterations = expanded.map((call) => iterationInvocation(task, call));
  task.unsettled = task.iterations.length;
  for (const invocation of task.iterations) beginInvocation(run, dag, invocation);
  if (task.unsettled === 0) endTaskGroup(run, dag, task);
}

function beginInvocation(run: RunState, dag: DagActivity, invocation: TaskInvocation): void {
  const { call } = invocation;
  try {
    if (conditionHolds(call.when)) {
      if (dag.waiting.length > 0 || !startTask(run, dag, invocation)) {
        dag.waiting.push(invocation);
        run.held.add(dag);
      }
      return;
    }
    skipInvocation(run, dag, invocation, {
      phase: 'Skipped',
      message: `when '${call.when}' evaluated false`,
    });
  } catch (error) {
    skipInvocation(run, dag, invocation, { phase: 'Error', message: toError(error).message });
  }
}

function startTask(run: RunState, dag: DagActivity, invocation: TaskInvocation): boolean {
  const nodeName = `${dag.node.fields.name}.${invocation.call.name}`;
  const activity = startInvocation(run, dag, { invocation, nodeName, kind: 'tasks' });
  if (!activity) return false;
  connectInvocation(run, dag, invocation, activity.node);
  if (watchHooks(run, dag, invocation)) advanceTask(run, dag, { invocation, ended: undefined });
  return true;
}

function connectInvocation(run: RunState, dag: DagActivity, invocation: TaskInvocation, node: RunNode): void {
  const { task } = invocation;
  if (invocation === task.own) connect(run, dag, task, node);
  else if (task.own.node) addChild(task.own.node, node);
}

function connect(run: RunState, dag: DagActivity, task: DagTask, node: RunNode): void {
  if (task.dependencies.length === 0) addChild(dag.node, node);
  for (const name of task.dependencies) {
    const dependency = dag.tasks.get(name)?.own.node;
    if (dependency) for (const last of outboundNodes(run, dependency)) addChild(last, node);
  }
}

interface Skip {
  readonly phase: 'Skipped' | 'Omitted' | 'Error';
  readonly message: string;
}

function skipTask(run: RunState, dag: DagActivity, task: DagTask, skipped: Skip): void {
  task.own = taskInvocation(task, task.fields);
  skipInvocation(run, dag, task.own, skipped);
}

function skipInvocation(run: RunState, dag: DagActivity, invocation: TaskInvocation, skipped: Skip): void {
  const node = createSkippedNode(run, {
    ...skipped,
    name: `${dag.node.fields.name}.${invocation.call.name}`,
    call: invocation.call,
    boundary: dag.node,
    context: dag.context,
  });
  invocation.node = node;
  connectInvocation(run, dag, invocation, node);
  if (invocation === invocation.task.own) advanceTask(run, dag, { invocation, ended: undefined });
  else if (isSettled(run, dag, invocation, node)) invocation.task.unsettled -= 1;
}

/**
 * Ends a TaskGroup, which takes the phase of the last iteration that failed.
 * See docs/semantics/loops.md#task-group.
 */
function endTaskGroup(run: RunState, dag: DagActivity, task: DagTask): void {
  const group = task.own.node;
  if (!group) return;
  let phase: NodePhase = 'Succeeded';
  for (const { node } of task.iterations)
    if (node && isFailedOrError(node.fields.phase)) phase = node.fields.phase;
  setPhase(run, group, phase);
  advanceTask(run, dag, { invocation: task.own, ended: undefined });
}

function settleTask(dag: DagActivity, task: DagTask): void {
  if (task.settled) return;
  task.settled = true;
  for (const dependant of task.dependants) {
    dependant.waiting -= 1;
    if (dependant.waiting === 0 && dependant.needed) dag.ready.push(dependant);
  }
}
