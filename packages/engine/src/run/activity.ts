import type { RunNode } from '../node/run-node.ts';
import type { Run } from './run.ts';

/** A node at work: something that reacts when what it waits for has ended. */
export interface Activity {
  readonly node: RunNode;
  /** Number of activities around this one; the deepest react first. */
  readonly depth: number;
  /** Told when this one ends. */
  readonly parent?: Activity | undefined;
  /**
   * The error that the template returned besides its phase, which the parent has to handle.
   * See docs/semantics/reconciliation.md#errors-of-children.
   */
  error?: Error | undefined;
  /** Activities of which this one has not yet noticed that they ended. */
  readonly inbox: Activity[];
  scheduled: boolean;
  advance(run: Run): void;
}

/** What an activity is made of. */
export interface ActivityBasis {
  readonly node: RunNode;
  readonly depth: number;
  readonly parent?: Activity | undefined;
}

/** An activity whose node has ended already. */
export function endedActivity(basis: ActivityBasis, error?: Error): Activity {
  return { ...newActivity(basis), error, advance: () => undefined };
}

/** The fields that every activity starts with. */
export function newActivity(
  basis: ActivityBasis,
): Pick<Activity, 'node' | 'depth' | 'parent' | 'inbox' | 'scheduled'> {
  return { node: basis.node, depth: basis.depth, parent: basis.parent, inbox: [], scheduled: false };
}

/** Has the activity react before the present event is done. */
export function schedule(run: Run, activity: Activity): void {
  if (activity.scheduled) return;
  activity.scheduled = true;
  const level = run.agenda[activity.depth];
  if (level) level.push(activity);
  else run.agenda[activity.depth] = [activity];
}

/** Lets activities react until nothing is left to do, the deepest first. */
export function runAgenda(run: Run): void {
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
