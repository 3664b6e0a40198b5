import type { DagActivity } from './activities/dag-activity.ts';
import type { PodActivity } from './activities/pod-activity.ts';
import type { RetryActivity } from './activities/retry-activity.ts';
import type { StepsActivity } from './activities/steps-activity.ts';
import type { EndedActivity, SuspendActivity } from './activities/suspend-activity.ts';
import type { WaitingActivity } from './activities/waiting-activity.ts';

/** A running node. It reacts when what it waits for has ended. */
export type Activity =
  | DagActivity
  | EndedActivity
  | PodActivity
  | RetryActivity
  | StepsActivity
  | SuspendActivity
  | WaitingActivity;

/** An activity whose calls have hooks: a steps or dag template. */
export type HostActivity = DagActivity | StepsActivity;
