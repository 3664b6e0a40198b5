import type { Output } from './output.ts';

/** How a task, a loop or a group ended, for its exit handler. */
export interface Outcome<TResult> {
  readonly status: Output<'Succeeded' | 'Failed' | 'Error'>;
  /** What it returned; null if it did not succeed. Files are not available: they may not exist. */
  readonly result: Output<TResult | null>;
}

/** How the task of a component ended. */
export interface TaskOutcome<TResult> extends Outcome<TResult> {
  /** The exit code of its container; null if there is none, because its pod did not run. */
  readonly exitCode: Output<number | null>;
}

/** A node of a run that failed. */
export interface FailureReport {
  readonly displayName: string;
  readonly message: string;
  readonly templateName: string;
  readonly phase: 'Failed' | 'Error';
  readonly podName: string;
  readonly finishedAt: string;
}

/** The phase of a task, for the condition of a hook. */
export type TaskPhase = 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Error' | 'Skipped';

/** The phase of a run, for the condition of a hook. */
export type RunPhase = 'Running' | 'Succeeded' | 'Failed' | 'Error';

declare const phaseOf: unique symbol;

/** Tasks that run beside a task or a run as soon as a condition is true: what `hook` returns. */
export interface Hook<TPhase extends string> {
  readonly kind: 'hook';
  /** The phases that its condition knows, for the compiler only. */
  readonly [phaseOf]?: (phase: TPhase) => void;
}

/** Hooks by name. */
export type Hooks<TPhase extends string> = Readonly<Record<string, Hook<TPhase>>>;
