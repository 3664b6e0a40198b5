import type { ExpressionNode } from '@tiphys/expression';
import type { MetricLabel, Metrics, Prometheus } from '@tiphys/models';
import { type ArrowParameter, type ArrowValue, translateArrow } from '../../expression/translate-arrow.ts';
import { call, fromJson, mapLiteral, pathNode } from '../../expression/tree/expression-nodes.ts';
import { printTag } from '../../expression/tree/print-tag.ts';
import type { ArrowFunction } from '../../ir/arrow-function.ts';
import { locate } from '../../ir/call-site.ts';
import type { AnyMetric, ResolvedOptions } from '../../ir/settings/settings.ts';
import { taskNames } from '../../ir/wire/task-protocol.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { inputValues } from './input-values.ts';
import type { TemplateEntry } from './template-book.ts';

/**
 * Returns the Prometheus metrics of a template.
 *
 * @throws PipelineError `PIPELINE_INVALID_OPTION` for a gauge in real time whose value is not the duration, and what the translation throws
 */
export function metricsOf(entry: TemplateEntry, metrics: NonNullable<ResolvedOptions['metrics']>): Metrics {
  const task = taskParameter(entry);
  return { prometheus: Object.entries(metrics).map(([name, one]) => prometheusOf(name, one, task)) };
}

function prometheusOf(
  name: string,
  { help, labels, measure, if: condition }: AnyMetric,
  task: ArrowParameter,
): Prometheus {
  const common = {
    name,
    help,
    ...labelsOf(labels, task),
    ...(condition === undefined
      ? {}
      : { when: printTag(translateArrow(condition, [task], { kind: 'boolean', what: 'metric.if' })) }),
  };
  switch (measure.type) {
    case 'counter':
      return { ...common, counter: { value: String(measure.value) } };
    case 'gauge':
      return {
        ...common,
        gauge: {
          value: measure.realtime ? durationOf(name, measure.value, task) : numberOf(measure.value, task),
          realtime: measure.realtime,
        },
      };
    case 'histogram':
      return {
        ...common,
        histogram: { value: numberOf(measure.value, task), buckets: [...measure.buckets] },
      };
  }
}

function labelsOf(
  labels: AnyMetric['labels'],
  task: ArrowParameter,
): { readonly labels?: readonly MetricLabel[] } {
  const written = Object.entries(labels).map(([key, label]) => ({
    key,
    value:
      typeof label === 'string'
        ? label
        : printTag(translateArrow(label, [task], { kind: 'string', what: `labels.${key}` })),
  }));
  return written.length === 0 ? {} : { labels: written };
}

function numberOf(value: ArrowFunction, task: ArrowParameter): string {
  return printTag(translateArrow(value, [task], { kind: 'number', what: 'metric.value' }));
}

const SECONDS: ExpressionNode = call('asFloat', pathNode(['duration']));

/** While a task runs, Argo knows its duration, and nothing else. */
function durationOf(name: string, value: ArrowFunction, task: ArrowParameter): string {
  const node = translateArrow(value, [task], { kind: 'number', what: 'metric.value' });
  if (printTag(node) === printTag(SECONDS)) return '{{duration}}';
  throw new PipelineError(
    'PIPELINE_INVALID_OPTION',
    `The metric "${name}" changes in real time, so its value can only be (task) => task.seconds. Remove "realtime", or change the value.`,
    { location: locate(value.site) },
  );
}

function taskParameter(entry: TemplateEntry): ArrowParameter {
  const inputs = Object.entries(inputValues(entry));
  const { route, schema } = entry.descriptor.output;
  const fields: Record<string, ArrowValue> = {
    status: {
      schema: { type: 'string', enum: ['Succeeded', 'Failed', 'Error'] },
      node: pathNode(['status']),
    },
    seconds: { schema: { type: 'number' }, node: SECONDS },
    inputs: {
      schema: {
        type: 'object',
        properties: Object.fromEntries(inputs.map(([name, input]) => [name, input.schema])),
        required: inputs.map(([name]) => name),
      },
      node: mapLiteral(inputs.map(([name, { node }]) => [name, node])),
    },
  };
  if (route === 'value')
    fields.result = { schema, node: fromJson(pathNode(['outputs', 'parameters', taskNames.output])) };
  return { fields };
}
