import { runAgenda, schedule } from '../state/activity.ts';
import type { Command } from '../state/command.ts';
import { setPhase } from '../state/node/create-node.ts';
import { isFulfilled } from '../state/node/node-status.ts';
import type { RunEvent, ShutdownStrategy } from '../state/run-event.ts';
import type { RunState } from '../state/run-state.ts';
import { fireTimers } from '../state/timers.ts';
import { findSpecProblem } from '../validation/find-spec-problem.ts';
import { finish, toError } from './calls/finish.ts';
import { workflowDeadline } from './limits/deadlines.ts';
import { findLabels } from './status/workflow-labels.ts';
import { updateClockVariables } from './values/global-variables.ts';
import { advanceWorkflow, endWorkflow } from './workflow.ts';

/** The state after an event, and the actions to take. */
export interface Decision {
  readonly state: RunState;
  readonly commands: readonly Command[];
}

/** Advances the run by one event, and changes the state in place. The same events at the same times give the same decisions. */
export function decide(state: RunState, event: RunEvent): Decision {
  state.now = event.at;
  state.commands = [];
  apply(state, event);
  const wasRunning = state.phase === 'Running' && state.finishedAt === undefined;
  if (wasRunning) settle(state);
  const fault = wasRunning ? state.size.findFault(state, event) : undefined;
  if (fault !== undefined) endWorkflow(state, 'Error', fault);
  return { state, commands: state.commands };
}

function apply(run: RunState, event: RunEvent): void {
  updateClockVariables(run);
  switch (event.kind) {
    case 'start':
      startRun(run);
      break;
    case 'podStarted': {
      const pod = run.pods.get(event.nodeId);
      if (pod?.node.fields.phase === 'Pending') setPhase(run, pod.node, 'Running');
      break;
    }
    case 'podFinished':
      run.pods.get(event.nodeId)?.finish(run, event.result);
      break;
    case 'resume':
      resumeNode(run, event.nodeId, event.values);
      break;
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

function startRun(run: RunState): void {
  run.startedAt = run.now;
  updateClockVariables(run);
  if (run.fatal) {
    endWorkflow(run, 'Error', run.fatal.message);
    return;
  }
  const problem = findSpecProblem(run);
  if (problem !== undefined) {
    endWorkflow(run, 'Failed', `invalid spec: ${problem}`);
    return;
  }
  if (!addLabels(run)) return;
  run.phase = 'Running';
  const deadline = workflowDeadline(run);
  if (deadline !== undefined) run.commands.push({ kind: 'wakeAt', at: deadline });
}

function addLabels(run: RunState): boolean {
  try {
    run.labels = findLabels(run.spec, run.globals);
  } catch (error) {
    endWorkflow(run, 'Error', toError(error).message);
    return false;
  }
  for (const [name, value] of Object.entries(run.labels)) run.globals.set(`workflow.labels.${name}`, value);
  return true;
}

/** Lets nodes, hooks and the workflow react until nothing changes any more. */
function settle(run: RunState): void {
  runAgenda(run);
  for (const watching of run.hookWatches) {
    if (isFulfilled(watching.node.fields.phase)) run.hookWatches.delete(watching);
    else schedule(run, watching);
  }
  do {
    runAgenda(run);
    advanceWorkflow(run);
  } while (run.agenda.length > 0);
}

function shutDown(run: RunState, strategy: ShutdownStrategy): void {
  const ended = run.finishedAt !== undefined;
  for (const pod of run.pods.values()) {
    if (pod.exitHandler && strategy === 'Stop' && !ended) continue;
    run.commands.push({ kind: 'stopPod', nodeId: pod.node.fields.id, reason: 'shutdown' });
  }
  if (ended) return;
  run.shutdown = strategy;
  endSuspended(run, `Stopped with strategy '${strategy}'`);
  wakeAll(run);
}

function resumeNode(run: RunState, nodeId: string, values: Readonly<Record<string, string>>): void {
  for (const activity of run.suspended) if (activity.node.fields.id === nodeId) activity.resume(run, values);
}

function endSuspendedPastDeadline(run: RunState): void {
  const deadline = workflowDeadline(run);
  if (deadline === undefined || run.now < deadline) return;
  endSuspended(run, 'Step exceeded its deadline');
  wakeAll(run);
}

function endSuspended(run: RunState, message: string): void {
  for (const activity of run.suspended) {
    if (!isFulfilled(activity.node.fields.phase)) finish(run, activity, { phase: 'Failed', message });
  }
  run.suspended.clear();
}

function wakeAll(run: RunState): void {
  for (const node of run.nodes.values()) {
    if (node.activity && !isFulfilled(node.fields.phase)) schedule(run, node.activity);
  }
}
