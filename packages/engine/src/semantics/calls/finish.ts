import { EngineError } from '../../contract/engine-error.ts';
import { type Activity, schedule } from '../../state/activity.ts';
import { setPhase } from '../../state/node/create-node.ts';
import { isFulfilled, type NodePhase } from '../../state/node/node-status.ts';
import type { RunState } from '../../state/run-state.ts';

/** How an activity ends. */
export interface Ending {
  readonly phase: NodePhase;
  readonly message?: string | undefined;
  /** The parent treats it as an error of its child. See docs/semantics/reconciliation.md#errors-of-children. */
  readonly error?: Error | undefined;
}

/** Ends an activity and tells its parent. */
export function finish(run: RunState, activity: Activity, ending: Ending): void {
  run.held.delete(activity);
  activity.error = ending.error;
  setPhase(run, activity.node, ending.phase, ending.message);
  tellParent(run, activity);
}

/** Ends an activity with an error. */
export function finishWithError(run: RunState, activity: Activity, error: unknown): void {
  const problem = toError(error);
  finish(run, activity, { phase: 'Error', message: problem.message, error: problem });
}

/** Tells the parent of an activity that it has ended, and the owner of a hook: a dag waits for its own hooks. */
export function tellParent(run: RunState, activity: Activity): void {
  const owner = activity.node.hookOwner;
  if (owner?.activity && !isFulfilled(owner.fields.phase)) schedule(run, owner.activity);
  if (!activity.parent) return;
  activity.parent.inbox.push(activity);
  schedule(run, activity.parent);
}

/** Returns a thrown value as an Error. Throws it again if it is an EngineError. */
export function toError(error: unknown): Error {
  // It is about the run itself, and must not become the status of a node, after which the workflow could continue.
  if (error instanceof EngineError) throw error;
  return error instanceof Error ? error : new Error(String(error));
}
