import type { Activity } from '../../../state/activity.ts';
import type { RunNode } from '../../../state/node/run-node.ts';
import type { NodeBody } from '../../calls/start-body.ts';
import type { Host, Invocation } from '../../hooks/invocation.ts';
import type { ReferenceScope } from '../../values/scope.ts';

/** A running steps template. */
export interface StepsActivity extends Activity, Host {
  readonly body: NodeBody;
  readonly scope: ReferenceScope;
  /** Index of the current group. */
  index: number;
  group: StepGroup | undefined;
  /** The invocation that each activity belongs to. */
  readonly owners: Map<Activity, Invocation>;
}

/** A group of steps that run in parallel. */
export interface StepGroup {
  readonly steps: StepsActivity;
  readonly node: RunNode;
  readonly invocations: Invocation[];
  /** Nodes by name, of steps that are not loops, and of empty loops. */
  readonly single: Map<string, RunNode>;
  /** Iterations of loops in order, by the name of the step. */
  readonly iterations: Map<string, Invocation[]>;
  /** Invocations that wait for a limit, in order. */
  readonly waiting: Invocation[];
  /** Number of invocations that are not settled. */
  unsettled: number;
}
