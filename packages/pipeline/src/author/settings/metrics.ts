import { type CallSite, captureSite } from '../../ir/call-site.ts';
import type { Metric, MetricKind, MetricValue, TaskState } from '../../ir/surface/metric.ts';
import { readArrow } from '../formulas/arrow-function.ts';
import {
  assertComplete,
  filledText,
  flag,
  invalidOption,
  isPlainObject,
  listOf,
  mapOf,
  mustBe,
  type OptionCheck,
  type OptionTable,
} from '../options/option-check.ts';
import { withCallerLocation } from '../tracing/with-caller-location.ts';

/** A function of the task that has ended. */
type OfTask<TInputs, TResult, T> = (task: TaskState<TInputs, TResult>) => T;

/** Options that all metrics have. Functions become Argo expressions. */
export interface MetricOptions<TInputs, TResult> {
  /** What the metric measures, for those who read it. */
  readonly help: string;
  readonly labels?: Readonly<Record<string, string | OfTask<TInputs, TResult, string>>>;
  /** Whether the metric changes when the task ends. @default always */
  readonly if?: OfTask<TInputs, TResult, boolean>;
}

/** Options of a counter. */
export interface CounterOptions<TInputs, TResult> extends MetricOptions<TInputs, TResult> {
  /** By how much it grows. @default 1 */
  readonly value?: number;
}

/** Options of a gauge. */
export interface GaugeOptions<TInputs, TResult> extends MetricOptions<TInputs, TResult> {
  readonly value: OfTask<TInputs, TResult, number>;
  /** Whether it changes while the task runs. Its value can only be `(task) => task.seconds` then. @default false */
  readonly realtime?: boolean;
}

/** Options of a histogram. */
export interface HistogramOptions<TInputs, TResult> extends MetricOptions<TInputs, TResult> {
  readonly value: OfTask<TInputs, TResult, number>;
  /** Upper bounds of the buckets, in ascending order. */
  readonly buckets: readonly number[];
}

/** Creates Prometheus metrics of tasks. */
export interface Metrics {
  /**
   * Returns a metric that grows each time the task ends.
   *
   * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
   */
  counter<TInputs, TResult>(options: CounterOptions<TInputs, TResult>): Metric<TInputs, TResult>;
  /**
   * Returns a metric with the last value.
   *
   * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
   */
  gauge<TInputs, TResult>(options: GaugeOptions<TInputs, TResult>): Metric<TInputs, TResult>;
  /**
   * Returns a metric that counts values by size.
   *
   * @throws PipelineError `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`
   */
  histogram<TInputs, TResult>(options: HistogramOptions<TInputs, TResult>): Metric<TInputs, TResult>;
}

const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const isFunction = (value: unknown): boolean => typeof value === 'function';
const functionCheck = (example: string): OptionCheck =>
  mustBe({ wanted: `a function such as ${example}` }, isFunction);

const common: OptionTable<MetricOptions<never, unknown>> = {
  help: filledText,
  labels: mapOf({
    wanted: 'an object such as { status: (task) => task.status }',
    key: {
      wanted: 'letters, digits and "_", and must not start with a digit',
      test: (name) => LABEL_NAME.test(name),
    },
    value: mustBe(
      { wanted: 'a string, or a function such as (task) => task.status' },
      (value) => typeof value === 'string' || isFunction(value),
    ),
  }),
  if: functionCheck("(task) => task.status === 'Failed'"),
};
const value = functionCheck('(task) => task.seconds');
const finite = mustBe({ wanted: 'a number' }, (given) => Number.isFinite(given));

const counterFields: OptionTable<CounterOptions<never, unknown>> = {
  ...common,
  value: mustBe(
    { wanted: 'a number of at least 0' },
    (given) => Number.isFinite(given) && Number(given) >= 0,
  ),
};
const gaugeFields: OptionTable<GaugeOptions<never, unknown>> = {
  ...common,
  value,
  realtime: flag,
};
const histogramFields: OptionTable<HistogramOptions<never, unknown>> = {
  ...common,
  value,
  buckets: listOf('a list of numbers such as [1, 10, 100]', finite),
};

/**
 * Prometheus metrics for the setting `metrics`.
 *
 * @example
 * ```ts
 * import { square } from './components.generated.ts';
 *
 * const squareCounted = square.with({
 *   metrics: { squares: metric.counter({ help: 'Squares', labels: { status: (task) => task.status } }) },
 * });
 * ```
 */
export const metric: Metrics = Object.freeze({ counter, gauge, histogram });

function counter<TInputs, TResult>(options: CounterOptions<TInputs, TResult>): Metric<TInputs, TResult> {
  return withCallerLocation(counter, () => {
    assertComplete(options, counterFields, { what: 'metric.counter', required: ['help'] });
    const site = captureSite(counter);
    return metricOf(options, { type: 'counter', value: options.value ?? 1 }, site);
  });
}

function gauge<TInputs, TResult>(options: GaugeOptions<TInputs, TResult>): Metric<TInputs, TResult> {
  return withCallerLocation(gauge, () => {
    assertComplete(options, gaugeFields, { what: 'metric.gauge', required: ['help', 'value'] });
    const site = captureSite(gauge);
    const read = readArrow(options.value, { called: 'metric.gauge.value', site });
    return metricOf(options, { type: 'gauge', value: read, realtime: options.realtime ?? false }, site);
  });
}

function histogram<TInputs, TResult>(options: HistogramOptions<TInputs, TResult>): Metric<TInputs, TResult> {
  return withCallerLocation(histogram, () => {
    assertComplete(options, histogramFields, {
      what: 'metric.histogram',
      required: ['help', 'value', 'buckets'],
    });
    const site = captureSite(histogram);
    const { buckets } = options;
    if (
      buckets.length === 0 ||
      buckets.some((bound, index) => index > 0 && bound <= Number(buckets[index - 1]))
    )
      throw invalidOption('"buckets" of metric.histogram must be a list of numbers in ascending order.');
    const read = readArrow(options.value, { called: 'metric.histogram.value', site });
    return metricOf(options, { type: 'histogram', value: read, buckets }, site);
  });
}

function metricOf<TInputs, TResult>(
  { help, labels = {}, if: condition }: MetricOptions<TInputs, TResult>,
  measure: MetricKind,
  site: CallSite,
): Metric<TInputs, TResult> {
  const read = (label: unknown, name: string): MetricValue<string> =>
    typeof label === 'string' ? label : readArrow(label, { called: `labels.${name}`, site });
  return Object.freeze({
    kind: 'metric' as const,
    measure,
    help,
    labels: Object.fromEntries(Object.entries(labels).map(([name, label]) => [name, read(label, name)])),
    if: condition === undefined ? undefined : readArrow(condition, { called: 'metric.if', site }),
  });
}

/** Checks metrics by name. */
export const metricsCheck: OptionCheck = mapOf({
  wanted: "an object such as { squares: metric.counter({ help: 'Squares' }) }",
  key: {
    wanted: 'letters, digits, "_" and ":", and must not start with a digit',
    test: (name) => /^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(name),
  },
  value: mustBe(
    { wanted: "a metric such as metric.counter({ help: 'Squares' })" },
    (given) => isPlainObject(given) && given.kind === 'metric',
  ),
});
