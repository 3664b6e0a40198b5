import { type Activity, endedActivity, newActivity } from '../../../state/activity.ts';
import { createNode, setPhase } from '../../../state/node/create-node.ts';
import { isFulfilled } from '../../../state/node/node-status.ts';
import { outboundNodes } from '../../../state/node/outbound-nodes.ts';
import type { RunState } from '../../../state/run-state.ts';
import { finish, finishWithError, toError } from '../../calls/finish.ts';
import type { NodeBody } from '../../calls/start-body.ts';
import type { Invocation } from '../../hooks/invocation.ts';
import { saveMemo } from '../../limits/memoize.ts';
import { FAIL_FAST_MESSAGE } from '../../limits/parallelism.ts';
import { addGlobalOutputs } from '../../values/global-outputs.ts';
import type { ReferenceScope } from '../../values/scope.ts';
import { templateOutputs } from '../../values/template-outputs.ts';
import { type DagActivity, taskNode } from './dag-activity.ts';
import { type DagGraph, readGraph } from './dag-graph.ts';
import { dagPhase } from './dag-phase.ts';
import { outputScope, taskScope } from './dag-scope.ts';
import { advanceTask, launchTask, startWaitingTasks } from './dag-task.ts';

/** Starts a dag template. Its tasks run as soon as their dependencies are done. See docs/semantics/steps-and-dags.md#dag. */
export function startDag(run: RunState, body: NodeBody): Activity {
  const node = createNode(run, { ...body, type: 'DAG', phase: 'Running', withInputs: true });
  let graph: DagGraph;
  try {
    graph = readGraph(body.template);
  } catch (error) {
    const activity = endedActivity({ node, depth: body.depth, parent: body.parent });
    finishWithError(run, activity, error);
    return activity;
  }
  const owners = new Map<Activity, Invocation>();
  const activity: DagActivity = {
    ...newActivity({ node, depth: body.depth, parent: body.parent }),
    ...graph,
    body,
    ready: readyInOrder(graph),
    waiting: [],
    owners,
    live: 0,
    scopeError: undefined,
    hooked: new Set(),
    context: body.context,
    exitHandler: body.exitHandler,
    get activity() {
      return activity;
    },
    adopt: (started, invocation) => {
      owners.set(started, invocation);
      activity.live += 1;
    },
    hookScope: (at, invocation) => hookScope(at, activity, invocation),
    advance: (at) => advanceDag(at, activity),
  };
  node.activity = activity;
  advanceDag(run, activity);
  return activity;
}

function hookScope(run: RunState, dag: DagActivity, invocation: Invocation): ReferenceScope {
  const task = dag.tasks.get(invocation.name);
  if (!task) throw new Error(`unreachable: no task ${invocation.name}`);
  const scope = taskScope(run, { tasks: dag.tasks, template: dag.body.template }, task);
  scope.variables.set(`${invocation.prefix}.status`, invocation.node?.fields.phase ?? '');
  return scope;
}

/** Returns the needed tasks without dependencies, in the order in which Argo's recursion from the targets finds them. */
function readyInOrder(graph: DagGraph): DagActivity['ready'] {
  const ready: DagActivity['ready'] = [];
  const seen = new Set<string>();
  const stack = [...graph.targets].reverse();
  for (let task = stack.pop(); task; task = stack.pop()) {
    if (seen.has(task.name)) continue;
    seen.add(task.name);
    if (task.waiting === 0) ready.push(task);
    for (const name of [...task.dependencies].reverse()) {
      const dependency = graph.tasks.get(name);
      if (dependency) stack.push(dependency);
    }
  }
  return ready;
}

function advanceDag(run: RunState, dag: DagActivity): void {
  run.held.delete(dag);
  if (isFulfilled(dag.node.fields.phase)) return;
  for (const activity of dag.inbox.splice(0)) {
    const invocation = dag.owners.get(activity);
    if (!invocation) continue;
    dag.owners.delete(activity);
    dag.live -= 1;
    advanceTask(run, dag, { invocation, ended: activity });
  }
  for (const invocation of [...dag.hooked]) advanceTask(run, dag, { invocation, ended: undefined });
  const stopping = run.shutdown !== undefined && !(run.shutdown === 'Stop' && dag.exitHandler);
  if (stopsAtFailure(run, dag)) return;
  if (!stopping) {
    startWaitingTasks(run, dag);
    // A task that ends at once may make others ready.
    for (let task = dag.ready.shift(); task; task = dag.ready.shift()) launchTask(run, dag, task);
  }
  if (dag.live > 0 || dag.inbox.length > 0) return;
  if (stopping) {
    abandonGroups(run, dag);
    setOutboundNodes(run, dag);
    finish(run, dag, { phase: 'Failed' });
  } else endIfDone(run, dag);
}

/** Ends loops of which some iterations never started, since nothing else does. */
function abandonGroups(run: RunState, dag: DagActivity): void {
  for (const task of dag.tasks.values()) {
    const node = taskNode(task);
    if (!node || isFulfilled(node.fields.phase)) continue;
    setPhase(run, node, 'Failed', `Stopped with strategy '${run.shutdown}'`);
  }
}

function endIfDone(run: RunState, dag: DagActivity): void {
  if (dag.scopeError && dag.targets.some((target) => taskNode(target))) {
    finishWithError(run, dag, dag.scopeError);
    return;
  }
  const phase = dagPhase(dag);
  if (phase === 'Running') return;
  if (phase !== 'Succeeded') {
    setOutboundNodes(run, dag);
    finish(run, dag, { phase });
    return;
  }
  try {
    completeDag(run, dag);
  } catch (error) {
    finishWithError(run, dag, toError(error));
  }
}

function completeDag(run: RunState, dag: DagActivity): void {
  const { template } = dag.body;
  const scope = outputScope(run, { tasks: dag.tasks, template });
  for (const task of dag.tasks.values()) addGlobalOutputs(run, taskNode(task)?.fields.outputs);
  const outputs = templateOutputs(run, template, scope);
  if (outputs) dag.node.fields.outputs = outputs;
  addGlobalOutputs(run, outputs);
  saveMemo(run, template, dag.node);
  setOutboundNodes(run, dag);
  finish(run, dag, { phase: 'Succeeded' });
}

function stopsAtFailure(run: RunState, dag: DagActivity): boolean {
  if (!dag.body.template.failFast || dag.node.unsuccessfulChildren === 0) return false;
  if (dag.node.activePods === 0) finish(run, dag, { phase: 'Failed', message: FAIL_FAST_MESSAGE });
  return true;
}

function setOutboundNodes(run: RunState, dag: DagActivity): void {
  const ids = dag.targets.flatMap((target) => {
    const node = taskNode(target);
    return node ? outboundNodes(run, node).map(({ fields }) => fields.id) : [];
  });
  if (ids.length > 0) dag.node.fields.outboundNodes = ids;
}
