import type { RunNode } from '../node/run-node.ts';
import type { Activity } from '../run/activity.ts';
import type { Scope } from '../values/scope.ts';
import type { Host, Invocation } from './invocation.ts';
import type { Body } from './start-body.ts';

/** A steps template at work. */
export interface StepsActivity extends Activity, Host {
  readonly body: Body;
  readonly scope: Scope;
  /** Number of the group at work. */
  index: number;
  group: StepGroup | undefined;
  /** Which invocation an activity belongs to. */
  readonly owners: Map<Activity, Invocation>;
}

/** A group of steps that run side by side. */
export interface StepGroup {
  readonly steps: StepsActivity;
  readonly node: RunNode;
  readonly invocations: Invocation[];
  /** Nodes of steps that are no loops, and of empty loops, by name. */
  readonly single: Map<string, RunNode>;
  /** Iterations of loops by name of the step, in order. */
  readonly iterations: Map<string, Invocation[]>;
  /** Invocations that a limit holds back, in order. */
  readonly waiting: Invocation[];
  /** Number of invocations that are not settled. */
  unsettled: number;
}
