import { withSources } from '@tiphys/expression';
import { EngineError } from '../contract/engine-error.ts';
import type { WantedLock } from '../contract/wanted-lock.ts';
import type { PodActivity } from '../state/activities/pod-activity.ts';
import type { Activity } from '../state/activity.ts';
import { fireTimers, schedule } from '../state/agenda.ts';
import type { Command } from '../state/command.ts';
import { hasEnded, isFulfilled } from '../state/node/node-status.ts';
import { valueAt } from '../state/records.ts';
import type { RunEvent, ShutdownStrategy } from '../state/run-event.ts';
import type { RunState } from '../state/run-state.ts';
import { setPhase } from '../state/tree/create-node.ts';
import { findNode, nodeOf } from '../state/tree/find-node.ts';
import { runAgenda } from './agenda.ts';
import { finish, toError } from './calls/finish.ts';
import { useKinds } from './calls/registry.ts';
import { retryBehaviour } from './calls/retry/retry.ts';
import { answerMemo, changeLock, endWaiting, waitingBehaviour } from './calls/waiting.ts';
import { dagKind } from './kinds/dag/dag.ts';
import { httpKind, pluginKind } from './kinds/pod/agent.ts';
import { startContainerNodes } from './kinds/pod/container-nodes.ts';
import { readyDaemon } from './kinds/pod/daemon.ts';
import { finishPod, podKind } from './kinds/pod/pod.ts';
import { stepsKind } from './kinds/steps/steps.ts';
import { lacksOutput, resume, setNode, suspendKind } from './kinds/suspend.ts';
import { workflowDeadline } from './limits/deadlines.ts';
import { WorkflowFault, wantedLocks } from './limits/locks.ts';
import { findSizeFault } from './limits/size-watch.ts';
import { computeMetrics, computeWorkflowMetrics } from './status/metrics.ts';
import { findLabels } from './status/workflow-labels.ts';
import { findSpecProblem } from './validation/find-spec-problem.ts';
import { sourcesOf } from './values/event-sources.ts';
import { updateClockVariables } from './values/global-variables.ts';
import { globalsOf, setGlobal } from './values/variables.ts';
import { advanceWorkflow, endWorkflow } from './workflow.ts';

// In the order in which Argo asks what a template is.
useKinds(
  [podKind, stepsKind, dagKind, suspendKind, httpKind, pluginKind],
  [retryBehaviour, waitingBehaviour],
);

/** The state after an event, and the actions to take. */
export interface Decision {
  readonly state: RunState;
  readonly commands: readonly Command[];
  /** Why the run cannot go on here, such as too many iterations. It has ended with phase Error. */
  readonly refusal?: EngineError;
}

/**
 * Advances a run by one event, and changes the state in place. It reads only the state and the event, so the same state and event always give
 * the same decision.
 */
export function decide(state: RunState, event: RunEvent): Decision {
  state.now = event.at;
  state.commands.length = 0;
  try {
    withSources(sourcesOf(event), () => react(state, event));
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    refuse(state, error.message);
    return { state, commands: state.commands.splice(0), refusal: error };
  }
  return { state, commands: state.commands.splice(0) };
}

/** Ends a run that cannot go on, wherever its nodes are. What was about to start does not start. */
function refuse(run: RunState, message: string): void {
  const commands = run.commands.splice(0);
  for (const command of commands) if (command.kind === 'start') forgetPod(run, command.request.nodeId);
  run.commands.push(...commands.filter(({ kind }) => !STARTING.has(kind)));
  run.agenda.length = 0;
  stopPods(run, () => false);
  endWorkflow(run, 'Error', message);
  for (const node of Object.values(run.nodes))
    if (!isFulfilled(node.fields)) setPhase(run, node, 'Error', 'Workflow operation error');
}

/** Commands that begin something. */
const STARTING: ReadonlySet<Command['kind']> = new Set(['start', 'acquire', 'readMemo', 'wakeAt']);

function react(run: RunState, event: RunEvent): void {
  apply(run, event);
  if (run.phase !== 'Running' || run.finishedAt !== undefined || run.paused) return;
  settle(run);
  computeMetrics(run);
  if (run.finishedAt !== undefined) computeWorkflowMetrics(run);
  const fault = findSizeFault(run, event);
  if (fault !== undefined) endWorkflow(run, 'Error', fault);
}

function apply(run: RunState, event: RunEvent): void {
  updateClockVariables(run);
  if (run.finishedAt !== undefined && event.kind !== 'shutdown') {
    // As in a cluster, nothing changes in a workflow that has ended, whatever becomes of pods that an error left behind.
    if (event.kind === 'podFinished') forgetPod(run, event.nodeId);
    return;
  }
  switch (event.kind) {
    case 'start':
      startRun(run);
      break;
    case 'podStarted': {
      const node = findNode(run, event.nodeId);
      if (node?.fields.phase === 'Pending') setPhase(run, node, 'Running');
      if (node) startContainerNodes(run, node);
      break;
    }
    case 'podReady': {
      const activity = valueAt(run.activities, event.nodeId);
      if (activity?.kind === 'pod' && activity.running) readyDaemon(run, activity, event.podIP);
      break;
    }
    case 'podProgress': {
      const node = findNode(run, event.nodeId);
      if (node && !isFulfilled(node.fields)) node.fields.progress = event.progress;
      break;
    }
    case 'podFinished': {
      forgetProgress(run, event.nodeId);
      const activity = valueAt(run.activities, event.nodeId);
      if (activity?.kind === 'pod' && activity.running) finishPod(run, activity, event.result);
      break;
    }
    case 'lockChanged':
      if (event.nodeId === undefined) changeWorkflowLock(run, event);
      else changeLock(run, event.nodeId, event);
      break;
    case 'memoRead':
      answerMemo(run, event.nodeId, event.entry);
      break;
    case 'suspend':
      run.paused = true;
      break;
    case 'resume':
      // Argo's command is refused as a whole.
      if (event.nodeId === undefined && lacksOutput(run, event.values)) break;
      if (event.nodeId === undefined) run.paused = false;
      for (const id of event.nodeId === undefined ? Object.keys(run.suspended) : [event.nodeId]) {
        const activity = valueAt(run.activities, id);
        if (activity?.kind === 'suspend') resume(run, activity, event.values);
      }
      break;
    case 'setNode': {
      const activity = valueAt(run.activities, event.nodeId);
      if (activity?.kind === 'suspend') setNode(run, activity, event);
      break;
    }
    case 'timer':
      fireTimers(run);
      endSuspendedPastDeadline(run);
      break;
    case 'shutdown':
      shutDown(run, event.strategy);
      break;
    default:
      event satisfies never;
  }
}

/** Milliseconds after which Argo's executor reports the progress in a file for the first time. */
const PROGRESS_INTERVAL = 60_000;

/** Forgets the progress of a task that has ended before Argo would know it. See docs/semantics/limits.md#progress. */
function forgetProgress(run: RunState, nodeId: string): void {
  const node = findNode(run, nodeId);
  if (node && !hasEnded(node.fields.phase) && run.now - node.startedAt < PROGRESS_INTERVAL)
    delete node.fields.progress;
}

function forgetPod(run: RunState, nodeId: string): void {
  const activity = valueAt(run.activities, nodeId);
  if (activity?.kind === 'pod') activity.running = false;
}

function startRun(run: RunState): void {
  // A run that cannot start has a start, too.
  run.startedAt = run.now;
  updateClockVariables(run);
  if (run.fatal !== undefined) {
    endWorkflow(run, 'Error', run.fatal);
    return;
  }
  if (run.unset !== undefined) {
    endWorkflow(run, 'Failed', run.unset);
    return;
  }
  const problem = findSpecProblem(run);
  if (problem !== undefined) {
    endWorkflow(run, 'Failed', `invalid spec: ${problem}`);
    return;
  }
  if (!addLabels(run)) return;
  const locks = workflowLocks(run);
  if (locks === undefined) return;
  if (locks.length === 0) {
    beginRunning(run);
    return;
  }
  run.phase = 'Pending';
  run.locks[''] = 'waiting';
  run.commands.push({ kind: 'acquire', locks });
}

function workflowLocks(run: RunState): readonly WantedLock[] | undefined {
  try {
    return wantedLocks(run, run.spec.synchronization);
  } catch (error) {
    const { message } = toError(error);
    if (error instanceof WorkflowFault) endWorkflow(run, 'Error', message);
    else endWorkflow(run, 'Failed', `Failed to acquire the synchronization lock. ${message}`);
    return undefined;
  }
}

function changeWorkflowLock(
  run: RunState,
  change: { readonly held: boolean; readonly message?: string },
): void {
  if (run.phase !== 'Pending' || run.finishedAt !== undefined) return;
  run.message = change.held ? '' : (change.message ?? '');
  if (!change.held) return;
  run.locks[''] = 'held';
  beginRunning(run);
}

function beginRunning(run: RunState): void {
  run.startedAt = run.now;
  updateClockVariables(run);
  run.phase = 'Running';
  const deadline = workflowDeadline(run);
  if (deadline !== undefined) run.commands.push({ kind: 'wakeAt', at: deadline });
}

function addLabels(run: RunState): boolean {
  try {
    run.labels = findLabels(run.spec, globalsOf(run));
  } catch (error) {
    endWorkflow(run, 'Error', toError(error).message);
    return false;
  }
  for (const [name, value] of Object.entries(run.labels)) setGlobal(run, `workflow.labels.${name}`, value);
  return true;
}

/** Lets nodes, hooks and the workflow react until nothing changes any more. */
function settle(run: RunState): void {
  runAgenda(run);
  for (const id of Object.keys(run.hookWatches)) {
    if (isFulfilled(nodeOf(run, id).fields)) delete run.hookWatches[id];
    else schedule(run, id);
  }
  do {
    runAgenda(run);
    advanceWorkflow(run);
  } while (run.agenda.length > 0);
}

function shutDown(run: RunState, strategy: ShutdownStrategy): void {
  const ended = run.finishedAt !== undefined;
  stopPods(run, (activity) => activity.body.exitHandler && strategy === 'Stop' && !ended);
  if (ended) return;
  run.shutdown = strategy;
  run.paused = false;
  if (run.phase !== 'Running') {
    endWorkflow(run, 'Failed', `Stopped with strategy '${strategy}'`);
    return;
  }
  const exempt = strategy === 'Stop';
  endWaiting(run, `Stopped with strategy '${strategy}'`, exempt);
  endSuspended(run, `Stopped with strategy '${strategy}'`, exempt);
  endCalls(run, `Stopped with strategy '${strategy}'`, exempt);
  wakeAll(run);
}

function stopPods(run: RunState, isExempt: (activity: PodActivity) => boolean): void {
  for (const activity of Object.values(run.activities)) {
    if (activity.kind !== 'pod' || !activity.running || isExempt(activity)) continue;
    run.commands.push({ kind: 'stop', nodeId: activity.id, reason: 'shutdown' });
  }
}

function endSuspendedPastDeadline(run: RunState): void {
  const deadline = workflowDeadline(run);
  if (deadline === undefined || run.now < deadline) return;
  endWaiting(run, 'Step exceeded its deadline', true);
  endSuspended(run, 'Step exceeded its deadline', true);
  endCalls(run, 'Step exceeded its deadline', true);
  wakeAll(run);
}

function endSuspended(run: RunState, message: string, exempt: boolean): void {
  for (const id of Object.keys(run.suspended)) {
    const activity = valueAt(run.activities, id);
    if (exempt && activity?.kind === 'suspend' && activity.exitHandler) continue;
    delete run.suspended[id];
    if (activity && !isFulfilled(nodeOf(run, id).fields)) finish(run, activity, { phase: 'Failed', message });
  }
}

/** Ends HTTP and plugin nodes, without waiting for their executor. */
function endCalls(run: RunState, message: string, exempt: boolean): void {
  for (const activity of Object.values(run.activities)) {
    if (activity.kind !== 'pod' || (exempt && activity.body.exitHandler)) continue;
    const { fields } = nodeOf(run, activity.id);
    if ((fields.type === 'HTTP' || fields.type === 'Plugin') && !isFulfilled(fields))
      finish(run, activity, { phase: 'Failed', message });
  }
}

function wakeAll(run: RunState): void {
  for (const { id, kind } of Object.values<Activity>(run.activities)) {
    if (kind !== 'pod' && kind !== 'suspend' && !isFulfilled(nodeOf(run, id).fields)) schedule(run, id);
  }
}
