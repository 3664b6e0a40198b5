import type { ReferenceScope } from '../reference-scope.ts';
import type { HostBasis } from './invocation.ts';

/** A running steps template. */
export interface StepsActivity extends HostBasis {
  readonly kind: 'steps';
  readonly scope: ReferenceScope;
  /** Index of the current group. */
  index: number;
  group?: StepGroup | undefined;
}

/** A group of steps that run in parallel. */
export interface StepGroup {
  /** Id of its node. */
  readonly node: string;
  /** Names of the invocations that were started or skipped, in order. */
  readonly begun: string[];
  /** Ids of the nodes of steps that are not loops, and of empty loops, by name. */
  readonly single: Record<string, string>;
  /** Names of the invocations of loops in order, by the name of the step. */
  readonly iterations: Record<string, string[]>;
  /** Names of invocations that wait for a limit, in order. */
  readonly waiting: string[];
  /** Number of invocations that are not settled. */
  unsettled: number;
}
