import type { ArrowFunction } from '../arrow-function.ts';

/** What a metric knows of the task that has ended. */
export interface TaskState<TInputs, TResult> {
  readonly status: 'Succeeded' | 'Failed' | 'Error';
  /** How long it took. */
  readonly seconds: number;
  readonly inputs: TInputs;
  /** What the function returned, if it succeeded. */
  readonly result: TResult;
}

/** A function of the task, or a constant. */
export type MetricValue<T> = T | ArrowFunction;

/** What a metric measures. */
export type MetricKind =
  | { readonly type: 'counter'; readonly value: MetricValue<number> }
  | { readonly type: 'gauge'; readonly value: ArrowFunction; readonly realtime: boolean }
  | { readonly type: 'histogram'; readonly value: ArrowFunction; readonly buckets: readonly number[] };

/** A Prometheus metric of a task. */
export interface Metric<TInputs, TResult> {
  readonly kind: 'metric';
  readonly measure: MetricKind;
  readonly help: string;
  readonly labels: Readonly<Record<string, MetricValue<string>>>;
  readonly if: ArrowFunction | undefined;
  /** The types of the task, for the compiler only. */
  of?(state: TaskState<TInputs, TResult>): void;
}
