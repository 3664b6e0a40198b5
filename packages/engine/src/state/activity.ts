import type { RunNode } from './node/run-node.ts';
import type { RunState } from './run-state.ts';

/** A running node. It reacts when what it waits for has ended. */
export interface Activity {
  readonly node: RunNode;
  /** Number of activities around this one. The deepest react first. */
  readonly depth: number;
  /** The activity to notify when this one ends. */
  readonly parent?: Activity | undefined;
  /**
   * The error that the template returned besides its phase, for the parent to handle.
   * See docs/semantics/reconciliation.md#errors-of-children.
   */
  error?: Error | undefined;
  /** Ended activities that this one has not handled yet. */
  readonly inbox: Activity[];
  scheduled: boolean;
  advance(run: RunState): void;
}

/** The fixed properties of an activity. */
export interface ActivityBasis {
  readonly node: RunNode;
  readonly depth: number;
  readonly parent?: Activity | undefined;
}

/** Returns an activity whose node has already ended. */
export function endedActivity(basis: ActivityBasis, error?: Error): Activity {
  return { ...newActivity(basis), error, advance: () => undefined };
}

/** Returns the initial fields of an activity. */
export function newActivity(
  basis: ActivityBasis,
): Pick<Activity, 'node' | 'depth' | 'parent' | 'inbox' | 'scheduled'> {
  return { node: basis.node, depth: basis.depth, parent: basis.parent, inbox: [], scheduled: false };
}

/** Schedules an activity to react during the current event. */
export function schedule(run: RunState, activity: Activity): void {
  if (activity.scheduled) return;
  activity.scheduled = true;
  const level = run.agenda[activity.depth];
  if (level) level.push(activity);
  else run.agenda[activity.depth] = [activity];
}

/** Lets scheduled activities react, the deepest first, until none is left. */
export function runAgenda(run: RunState): void {
  for (let depth = run.agenda.length - 1; depth >= 0; ) {
    const activity = run.agenda[depth]?.shift();
    if (activity === undefined) {
      depth -= 1;
      continue;
    }
    activity.scheduled = false;
    activity.advance(run);
    depth = run.agenda.length - 1;
  }
  run.agenda.length = 0;
}
