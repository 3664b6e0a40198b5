import type { CallFields, DagTaskFields } from '../../../manifest/fields.ts';
import type { DagActivity } from '../../../state/activities/dag-activity.ts';
import type { Invocation } from '../../../state/activities/invocation.ts';
import type { Activity } from '../../../state/activity.ts';
import { schedule } from '../../../state/agenda.ts';
import { nodeId } from '../../../state/node/node-id.ts';
import {
  isCompleted,
  isFailedOrError,
  isFulfilled,
  type NodePhase,
} from '../../../state/node/node-status.ts';
import type { RunNode } from '../../../state/node/run-node.ts';
import type { ReferenceScope } from '../../../state/reference-scope.ts';
import type { RunState } from '../../../state/run-state.ts';
import { addChildId, createNode, setPhase } from '../../../state/tree/create-node.ts';
import { findNode, nodeNamed, nodeOf } from '../../../state/tree/find-node.ts';
import { outboundNodes } from '../../../state/tree/outbound-nodes.ts';
import { toError } from '../../calls/finish.ts';
import { resolveReferences } from '../../calls/references.ts';
import { createSkippedNode } from '../../calls/skipped-node.ts';
import {
  advancedInvocation,
  ExitHandlerError,
  invocationOf,
  startInvocation,
  takeOwner,
  watchHooks,
} from '../../hooks/invocation.ts';
import { TIMEOUT } from '../../limits/deadlines.ts';
import { expandCall, isLoop } from '../../loops/expand-call.ts';
import { UnresolvedReference } from '../../values/substitution.ts';
import { globalsOf } from '../../values/variables.ts';
import { conditionHolds } from '../../values/when.ts';
import { type GraphTask, graphOf } from './dag-graph.ts';
import { taskScope } from './dag-scope.ts';
import { dependsHold } from './depends.ts';
import { addIteration, addTaskInvocation, iterationNodes, stateOf, taskNode } from './task-invocation.ts';

/**
 * Starts a task whose dependencies are done, or skips or omits it.
 * See docs/semantics/steps-and-dags.md#order-for-a-task.
 */
export function launchTask(run: RunState, dag: DagActivity, name: string): void {
  const task = taskOf(dag, name);
  try {
    if (!dependsHold(run, dag, task)) {
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
  for (let name = dag.waiting[0]; name !== undefined; name = dag.waiting[0]) {
    const invocation = invocationOf(dag, name);
    if (!startTask(run, dag, invocation)) {
      announce(run, dag, invocation);
      run.held[dag.id] = true;
      return;
    }
    dag.waiting.shift();
  }
}

/** Advances an invocation after its node, a hook or its exit handler has changed. */
export function advanceTask(
  run: RunState,
  dag: DagActivity,
  change: { readonly invocation: Invocation; readonly ended?: Activity },
): void {
  const { invocation, ended } = change;
  const node = findNode(run, invocation.node);
  if (!node || invocation.settled) return;
  if (ended?.error !== undefined && ended.error !== TIMEOUT && ended.id === invocation.node) {
    setPhase(run, node, 'Error', `task '${node.fields.name}' errored: ${ended.error}`);
  }
  if (settlesBeforeHooks(run, dag, invocation, node)) {
    settleTask(dag, invocation.name);
    dag.late.push(invocation.call.name);
    schedule(run, dag.id);
    return;
  }
  if (!isSettled(run, dag, invocation, node)) return;
  if (isTask(invocation)) {
    settleTask(dag, invocation.name);
    return;
  }
  const state = stateOf(dag, invocation.name);
  state.unsettled -= 1;
  if (state.unsettled === 0) endTaskGroup(run, dag, invocation.name);
}

/**
 * Tells whether the dependants of a task start before its hooks: Argo finds its end while it looks at a dependant, and at its hooks when it
 * looks again. See docs/semantics/hooks.md#hooks-of-a-dependency.
 */
function settlesBeforeHooks(run: RunState, dag: DagActivity, invocation: Invocation, node: RunNode): boolean {
  const { type } = node.fields;
  const { hooks = {}, onExit } = invocation.call;
  if (!endsWhileLookedAt(node) || !isTask(invocation) || isTarget(dag, invocation)) return false;
  if (!isFulfilled(node.fields) || stateOf(dag, invocation.name).settled) return false;
  const hasExit = Boolean(onExit ?? hooks.exit);
  // An exit handler starts at once, but not that of a loop, or of a task that could not start.
  if (hasExit && type !== 'TaskGroup' && type !== 'Skipped' && isCompleted(node.fields.phase)) return false;
  if (!hasExit && Object.keys(hooks).length === 0) return false;
  return invocation.hooks.every((name) => {
    const hook = nodeNamed(run, `${node.fields.name}.hooks.${name}`);
    return !hook || isFulfilled(hook.fields);
  });
}

function endsWhileLookedAt({ fields: { type, memoizationStatus } }: RunNode): boolean {
  return ['DAG', 'Retry', 'Skipped', 'Steps', 'TaskGroup'].includes(type) || memoizationStatus?.hit === true;
}

function taskOf(dag: DagActivity, name: string): GraphTask {
  const task = graphOf(dag.body.template).tasks.get(name);
  if (task === undefined) throw new Error(`unreachable: no task ${name}`);
  return task;
}

/** Tells whether an invocation is that of a task itself, or of a TaskGroup; not that of an iteration. */
function isTask({ call, name }: Invocation): boolean {
  return call.name === name;
}

function isSettled(run: RunState, dag: DagActivity, invocation: Invocation, node: RunNode): boolean {
  // Before a task runs, hooks are checked only if it is a target; those of a step always are.
  if (node.fields.phase === 'Pending' && !isTarget(dag, invocation) && !isIncomplete(invocation.call))
    return false;
  try {
    return advancedInvocation(run, dag, invocation);
  } catch (error) {
    delete dag.hooked[invocation.call.name];
    // Argo ignores an exit handler that cannot start.
    // See docs/semantics/hooks.md#exit-handler-of-a-step-or-task.
    if (!(error instanceof ExitHandlerError)) {
      if (isTarget(dag, invocation)) dag.hookError = toError(error).message;
      // Only the dag fails for a target that has not run yet.
      if (node.fields.phase !== 'Pending' || dag.hookError === undefined)
        failForHook(run, dag, node, toError(error));
    }
    if (!isFulfilled(node.fields)) return false;
    invocation.settled = true;
    return true;
  }
}

/** Tells whether a call has a hook without an expression, which is an error whenever hooks are checked. */
function isIncomplete({ hooks = {} }: CallFields): boolean {
  return Object.entries(hooks).some(([name, hook]) => name !== 'exit' && !hook.expression);
}

function isTarget(dag: DagActivity, invocation: Invocation): boolean {
  const { targets } = graphOf(dag.body.template);
  return isTask(invocation) && targets.some(({ name }) => name === invocation.name);
}

/** Ends a task whose hook cannot start. The dag no longer waits for its activity. */
function failForHook(run: RunState, dag: DagActivity, node: RunNode, error: Error): void {
  setPhase(run, node, 'Error', error.message);
  takeOwner(dag, node.fields.id);
}

function prepareTask(run: RunState, dag: DagActivity, task: GraphTask): readonly DagTaskFields[] | undefined {
  let scope: ReferenceScope;
  try {
    scope = taskScope(run, dag, task);
  } catch (error) {
    dag.scopeError = toError(error).message;
    throw error;
  }
  try {
    const resolved = resolveReferences(run, task.fields, { scope, caller: 'dag' });
    return expandCall(run, resolved, globalsOf(run));
  } catch (error) {
    if (!(error instanceof UnresolvedReference)) throw error;
    run.unresolvable[`${nodeOf(run, dag.id).fields.name}.${task.name}`] = error.message;
    return undefined;
  }
}

function beginTask(
  run: RunState,
  dag: DagActivity,
  task: GraphTask,
  expanded: readonly DagTaskFields[],
): void {
  if (!isLoop(task.fields)) {
    for (const call of expanded) beginInvocation(run, dag, addTaskInvocation(dag, task, call));
    return;
  }
  if (expanded.length === 0) {
    skipTask(run, dag, task, { phase: 'Skipped', message: 'Skipped, empty params' });
    return;
  }
  const group = createNode(run, {
    name: `${nodeOf(run, dag.id).fields.name}.${task.name}`,
    type: 'TaskGroup',
    phase: 'Running',
    boundary: dag.id,
    templateScope: dag.body.scope,
    templateName: task.fields.template,
    templateRef: task.fields.templateRef,
  });
  connect(run, dag, task, group.fields.id);
  const own = addTaskInvocation(dag, task, task.fields);
  own.node = group.fields.id;
  if (watchHooks(run, dag, own)) advanceTask(run, dag, { invocation: own });
  const iterations = expanded.map((call) => addIteration(dag, task, call));
  const state = stateOf(dag, task.name);
  state.iterations = iterations.map(({ call }) => call.name);
  state.unsettled = iterations.length;
  for (const invocation of iterations) beginInvocation(run, dag, invocation);
  if (state.unsettled === 0) endTaskGroup(run, dag, task.name);
}

function beginInvocation(run: RunState, dag: DagActivity, invocation: Invocation): void {
  const { call } = invocation;
  try {
    if (conditionHolds(call.when)) {
      if (dag.waiting.length > 0 || !startTask(run, dag, invocation)) {
        addWaiting(run, dag, invocation);
        run.held[dag.id] = true;
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

/** Lets an invocation wait for a limit. Argo asks for tasks in the order of its recursion, those of a loop together. */
function addWaiting(run: RunState, dag: DagActivity, invocation: Invocation): void {
  const { order } = graphOf(dag.body.template);
  const placeOf = ({ name }: Invocation): number => order.get(name) ?? 0;
  const place = placeOf(invocation);
  const after = dag.waiting.findIndex((name) => placeOf(invocationOf(dag, name)) > place);
  const loopIsWaiting = dag.waiting.some((name) => invocationOf(dag, name).name === invocation.name);
  dag.waiting.splice(after < 0 ? dag.waiting.length : after, 0, invocation.call.name);
  if (!loopIsWaiting) announce(run, dag, invocation);
}

/** Adds the edges to the node of an invocation before it starts, as Argo does. See docs/semantics/nodes.md#edges. */
function announce(run: RunState, dag: DagActivity, invocation: Invocation): void {
  const name = `${nodeOf(run, dag.id).fields.name}.${invocation.call.name}`;
  connectInvocation(run, dag, invocation, nodeId(run.identity.name, name));
}

function startTask(run: RunState, dag: DagActivity, invocation: Invocation): boolean {
  const nodeName = `${nodeOf(run, dag.id).fields.name}.${invocation.call.name}`;
  const activity = startInvocation(run, dag, { invocation, nodeName, kind: 'tasks' });
  if (!activity) return false;
  connectInvocation(run, dag, invocation, activity.id);
  if (watchHooks(run, dag, invocation)) advanceTask(run, dag, { invocation });
  return true;
}

function connectInvocation(run: RunState, dag: DagActivity, invocation: Invocation, id: string): void {
  if (isTask(invocation)) {
    connect(run, dag, taskOf(dag, invocation.name), id);
    return;
  }
  const group = taskNode(run, dag, invocation.name);
  if (group) addChildId(group, id);
}

function connect(run: RunState, dag: DagActivity, task: GraphTask, id: string): void {
  if (task.dependencies.length === 0) addChildId(nodeOf(run, dag.id), id);
  for (const name of task.dependencies) {
    const dependency = taskNode(run, dag, name);
    if (dependency) for (const last of outboundNodes(run, dependency)) addChildId(last, id);
  }
}

interface Skip {
  readonly phase: 'Skipped' | 'Omitted' | 'Error';
  readonly message: string;
}

function skipTask(run: RunState, dag: DagActivity, task: GraphTask, skipped: Skip): void {
  skipInvocation(run, dag, addTaskInvocation(dag, task, task.fields), skipped);
}

function skipInvocation(run: RunState, dag: DagActivity, invocation: Invocation, skipped: Skip): void {
  const node = createSkippedNode(run, {
    ...skipped,
    name: `${nodeOf(run, dag.id).fields.name}.${invocation.call.name}`,
    call: invocation.call,
    boundary: dag.id,
    scope: dag.body.scope,
  });
  invocation.node = node.fields.id;
  connectInvocation(run, dag, invocation, node.fields.id);
  if (isTask(invocation)) advanceTask(run, dag, { invocation });
  else if (isSettled(run, dag, invocation, node)) stateOf(dag, invocation.name).unsettled -= 1;
}

/**
 * Ends a TaskGroup, which takes the phase of the last iteration that failed.
 * See docs/semantics/loops.md#task-group.
 */
function endTaskGroup(run: RunState, dag: DagActivity, name: string): void {
  const group = taskNode(run, dag, name);
  if (!group) return;
  let phase: NodePhase = 'Succeeded';
  for (const { fields } of iterationNodes(run, dag, name))
    if (isFailedOrError(fields.phase)) phase = fields.phase;
  setPhase(run, group, phase);
  advanceTask(run, dag, { invocation: invocationOf(dag, name) });
}

function settleTask(dag: DagActivity, name: string): void {
  const state = stateOf(dag, name);
  if (state.settled) return;
  state.settled = true;
  const { needed } = graphOf(dag.body.template);
  for (const dependant of taskOf(dag, name).dependants) {
    const other = stateOf(dag, dependant);
    other.waiting -= 1;
    if (other.waiting === 0 && needed.has(dependant)) dag.ready.push(dependant);
  }
}
