import { EngineError } from '../../contract/engine-error.ts';
import type { Activity } from '../../state/activity.ts';
import { schedule } from '../../state/agenda.ts';
import { hasEnded, isFulfilled, type NodePhase } from '../../state/node/node-status.ts';
import { valueAt } from '../../state/records.ts';
import type { RunState } from '../../state/run-state.ts';
import { setPhase } from '../../state/tree/create-node.ts';
import { findNode, nodeOf } from '../../state/tree/find-node.ts';

/** How an activity ends. */
export interface Ending {
  readonly phase: NodePhase;
  readonly message?: string | undefined;
  /** The parent treats it as an error of its child. See docs/semantics/reconciliation.md#errors-of-children. */
  readonly error?: string | undefined;
}

/** Ends an activity and tells its parent. */
export function finish(run: RunState, activity: Activity, ending: Ending): void {
  delete run.held[activity.id];
  if (ending.error === undefined) delete activity.error;
  else activity.error = ending.error;
  setPhase(run, nodeOf(run, activity.id), ending.phase, ending.message);
  if (activity.kind === 'steps' || activity.kind === 'dag') endDaemons(run, activity.id);
  tellParent(run, activity);
}

/** Ends an activity with an error. */
export function finishWithError(run: RunState, activity: Activity, error: unknown): void {
  const { message } = toError(error);
  finish(run, activity, { phase: 'Error', message, error: message });
}

/** Adds an activity to the run. */
export function addActivity<T extends Activity>(run: RunState, activity: T): T {
  run.activities[activity.id] = activity;
  return activity;
}

/** Ends the daemons inside a boundary, or all that are left. Their nodes succeed. See docs/semantics/pods.md#daemons. */
export function endDaemons(run: RunState, boundary?: string): void {
  for (const id of Object.keys(run.daemons)) {
    const node = nodeOf(run, id);
    if (boundary !== undefined && node.fields.boundaryID !== boundary) continue;
    delete run.daemons[id];
    run.commands.push({ kind: 'stop', nodeId: id, reason: 'shutdown' });
    setPhase(run, node, 'Succeeded');
    const parent = valueAt(run.activities, valueAt(run.activities, id)?.parent ?? '');
    if (parent?.kind === 'retry') schedule(run, parent.id);
  }
}

/** Tells the parent of an activity that it has ended, and the owner of a hook: a dag waits for its own hooks. */
export function tellParent(run: RunState, activity: Activity): void {
  const owner = findNode(run, nodeOf(run, activity.id).hookOwner);
  if (owner && !isFulfilled(owner.fields)) schedule(run, owner.fields.id);
  const parent = activity.parent === undefined ? undefined : valueAt(run.activities, activity.parent);
  if (!parent) return;
  parent.inbox.push(activity.id);
  schedule(run, parent.id);
}

/**
 * Takes the ended activities that a parent has not handled yet. They are forgotten: what remains of them is their nodes. A pod that still
 * runs is kept until it has finished, and so is a daemon.
 */
export function takeInbox(run: RunState, parent: Activity): readonly Activity[] {
  return parent.inbox.splice(0).flatMap((id) => {
    const activity = valueAt(run.activities, id);
    if (activity === undefined) return [];
    const isRunning = activity.kind === 'pod' && activity.running;
    if (!isRunning && hasEnded(nodeOf(run, id).fields.phase)) delete run.activities[id];
    return [activity];
  });
}

/** Returns a thrown value as an Error. Throws it again if it is an EngineError. */
export function toError(error: unknown): Error {
  // It is about the run itself, and must not become the status of a node, after which the workflow could continue.
  if (error instanceof EngineError) throw error;
  return error instanceof Error ? error : new Error(String(error));
}
