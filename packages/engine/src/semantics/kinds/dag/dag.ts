import { newActivity } from '../../../state/activities/activity-basis.ts';
import type { DagActivity, TaskState } from '../../../state/activities/dag-activity.ts';
import type { Activity } from '../../../state/activity.ts';
import type { NodeBody } from '../../../state/node/node-body.ts';
import { isFulfilled } from '../../../state/node/node-status.ts';
import { valueAt } from '../../../state/records.ts';
import type { RunState } from '../../../state/run-state.ts';
import { createNode, setPhase } from '../../../state/tree/create-node.ts';
import { nodeOf } from '../../../state/tree/find-node.ts';
import { outboundNodes } from '../../../state/tree/outbound-nodes.ts';
import { addActivity, finish, finishWithError, takeInbox, toError } from '../../calls/finish.ts';
import { saveMemo } from '../../calls/memoize.ts';
import type { TemplateKind } from '../../calls/registry.ts';
import { endedActivity } from '../../calls/start-body.ts';
import { hookedInvocations, invocationOf, takeOwner } from '../../hooks/invocation.ts';
import { isStopping } from '../../limits/deadlines.ts';
import { FAIL_FAST_MESSAGE, failedBefore, hasFailedFast } from '../../limits/parallelism.ts';
import { addGlobalOutputs } from '../../values/global-outputs.ts';
import { templateOutputs } from '../../values/template-outputs.ts';
import { type DagGraph, graphOf } from './dag-graph.ts';
import { dagPhase } from './dag-phase.ts';
import { outputScope, taskScope } from './dag-scope.ts';
import { advanceTask, launchTask, startWaitingTasks } from './dag-task.ts';
import { taskNode } from './task-invocation.ts';

/** Dag templates. Their tasks run as soon as their dependencies are done. See docs/semantics/steps-and-dags.md#dag. */
export const dagKind: TemplateKind<DagActivity> = {
  kind: 'dag',
  matches: ({ dag }) => Boolean(dag),
  nodeType: () => 'DAG',
  start: startDag,
  advance: advanceDag,
  hookScope(run, dag, invocation) {
    const task = graphOf(dag.body.template).tasks.get(invocation.name);
    if (!task) throw new Error(`unreachable: no task ${invocation.name}`);
    const scope = taskScope(run, dag, task);
    const phase = invocation.node === undefined ? '' : nodeOf(run, invocation.node).fields.phase;
    scope.variables[`${invocation.prefix}.status`] = phase;
    return scope;
  },
};

function startDag(run: RunState, body: NodeBody): Activity {
  const node = createNode(run, { ...body, type: 'DAG', phase: 'Running', withInputs: true });
  let graph: DagGraph;
  try {
    graph = graphOf(body.template);
  } catch (error) {
    const { message } = toError(error);
    setPhase(run, node, 'Error', message);
    return endedActivity(run, node, { ...body, error: message });
  }
  const tasks = [...graph.tasks.values()].map(({ name, dependencies }): [string, TaskState] => [
    name,
    { waiting: dependencies.length, iterations: [], unsettled: 0, settled: false },
  ]);
  const activity = addActivity<DagActivity>(run, {
    ...newActivity(node.fields.id, body),
    kind: 'dag',
    body,
    tasks: Object.fromEntries(tasks),
    ready: readyInOrder(graph),
    waiting: [],
    late: [],
    invocations: {},
    hooked: {},
    owners: {},
    live: 0,
  });
  advanceDag(run, activity);
  return activity;
}

/** Returns the needed tasks without dependencies, in the order in which Argo's recursion from the targets finds them. */
function readyInOrder(graph: DagGraph): string[] {
  const ready: string[] = [];
  const seen = new Set<string>();
  const stack = [...graph.targets].reverse();
  for (let task = stack.pop(); task; task = stack.pop()) {
    if (seen.has(task.name)) continue;
    seen.add(task.name);
    if (task.dependencies.length === 0) ready.push(task.name);
    for (const name of [...task.dependencies].reverse()) {
      const dependency = graph.tasks.get(name);
      if (dependency) stack.push(dependency);
    }
  }
  return ready;
}

function advanceDag(run: RunState, dag: DagActivity): void {
  delete run.held[dag.id];
  if (isFulfilled(nodeOf(run, dag.id).fields) || (failedBefore(run, dag) && stopsAtFailure(run, dag))) return;
  const late = dag.late.splice(0);
  for (const ended of takeInbox(run, dag)) {
    const invocation = takeOwner(dag, ended.id);
    if (invocation) advanceTask(run, dag, { invocation, ended });
  }
  for (const invocation of [...hookedInvocations(dag), ...late.map((name) => invocationOf(dag, name))])
    if (!dag.late.includes(invocation.call.name)) advanceTask(run, dag, { invocation });
  if (endsInHookError(run, dag)) return;
  const stopping = isStopping(run, dag.body);
  // At a shutdown Argo looks at the tasks once more. Pods that would start then fail.
  if (!stopping || dag.stopped === undefined) startTasks(run, dag);
  if (stopping && dag.inbox.length === 0) dag.stopped = true;
  if (endsInHookError(run, dag) || (dag.waiting.length > 0 && stopsAtFailure(run, dag))) return;
  if (stopping ? waitsWhileStopping(run, dag) : dag.live > 0) return;
  if (dag.inbox.length > 0) return;
  if (stopping) {
    abandonGroups(run, dag);
    setOutboundNodes(run, dag);
    finish(run, dag, { phase: 'Failed' });
  } else endIfDone(run, dag);
}

/** Starts what may start now. Ready tasks may come before those that wait for a limit. */
function startTasks(run: RunState, dag: DagActivity): void {
  do {
    // A task that ends at once may make others ready.
    for (let name = dag.ready.shift(); name !== undefined; name = dag.ready.shift()) {
      launchTask(run, dag, name);
      if (dag.hookError !== undefined) return;
    }
    startWaitingTasks(run, dag);
  } while (dag.ready.length > 0);
}

/** Tells whether anything runs in a stopped dag. Tasks that were suspended after the stop do not count. */
function waitsWhileStopping(run: RunState, { owners }: DagActivity): boolean {
  return Object.keys(owners).some((id) => {
    const activity = valueAt(run.activities, id);
    return activity?.kind !== 'suspend' || activity.exitHandler;
  });
}

/** Ends a dag in which a hook of a target cannot be evaluated. See docs/semantics/hooks.md#errors-of-a-hook. */
function endsInHookError(run: RunState, dag: DagActivity): boolean {
  if (dag.hookError === undefined) return false;
  finishWithError(run, dag, dag.hookError);
  return true;
}

/** Ends loops of which some iterations never started, since nothing else does. */
function abandonGroups(run: RunState, dag: DagActivity): void {
  for (const name of graphOf(dag.body.template).tasks.keys()) {
    const node = taskNode(run, dag, name);
    if (node?.fields.type !== 'TaskGroup' || isFulfilled(node.fields)) continue;
    setPhase(run, node, 'Failed', `Stopped with strategy '${run.shutdown}'`);
  }
}

function endIfDone(run: RunState, dag: DagActivity): void {
  const { targets } = graphOf(dag.body.template);
  if (dag.scopeError !== undefined && targets.some(({ name }) => taskNode(run, dag, name))) {
    finishWithError(run, dag, dag.scopeError);
    return;
  }
  const phase = dagPhase(run, dag);
  if (phase === 'Running') return;
  if (phase !== 'Succeeded') {
    setOutboundNodes(run, dag);
    finish(run, dag, { phase });
    return;
  }
  try {
    completeDag(run, dag);
  } catch (error) {
    finishWithError(run, dag, error);
  }
}

function completeDag(run: RunState, dag: DagActivity): void {
  const { template } = dag.body;
  const node = nodeOf(run, dag.id);
  const scope = outputScope(run, dag);
  for (const name of graphOf(template).tasks.keys())
    addGlobalOutputs(run, taskNode(run, dag, name)?.fields.outputs);
  const outputs = templateOutputs(run, template, scope);
  // Its own global names count only where it is a task of another dag.
  if (outputs) node.fields.outputs = outputs;
  saveMemo(run, template, node);
  setOutboundNodes(run, dag);
  finish(run, dag, { phase: 'Succeeded' });
}

function stopsAtFailure(run: RunState, dag: DagActivity): boolean {
  const node = nodeOf(run, dag.id);
  if (!hasFailedFast(node)) return false;
  if (node.activePods === 0) finish(run, dag, { phase: 'Failed', message: FAIL_FAST_MESSAGE });
  return true;
}

function setOutboundNodes(run: RunState, dag: DagActivity): void {
  const ids = graphOf(dag.body.template).targets.flatMap(({ name }) => {
    const node = taskNode(run, dag, name);
    return node ? outboundNodes(run, node).map(({ fields }) => fields.id) : [];
  });
  if (ids.length > 0) nodeOf(run, dag.id).fields.outboundNodes = ids;
}
