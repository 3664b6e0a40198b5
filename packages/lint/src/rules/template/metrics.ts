import type { JsonPath } from '@tiphys/models/facts';
import type { Metric } from '../../view/template-fields.ts';
import type { Finding, Rule } from '../rule.ts';

const NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const ALLOWED = 'use only letters, digits and "_", and do not begin with a digit';

/**
 * Argo cannot publish a metric without them.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/metrics/#defining-metrics
 */
export const templateMetrics: Rule = {
  id: 'template/metrics',
  severity: 'error',
  summary: 'Metrics of templates have a valid name, a help text, valid labels and a value.',
  *check({ allTemplates }) {
    for (const { template, path } of allTemplates) {
      for (const [index, metric] of (template.metrics?.prometheus ?? []).entries()) {
        yield* checkMetric(metric, [...path, 'metrics', 'prometheus', index]);
      }
    }
  },
};

function* checkMetric(metric: Metric, path: JsonPath): Generator<Finding> {
  const { name = '', help = '', labels = [], gauge } = metric;
  if (!NAME.test(name)) {
    yield {
      path: [...path, 'name'],
      message: `Metric name "${name}" is invalid: ${ALLOWED}.`,
    };
  }
  if (help === '') yield { path, message: `Metric "${name}" needs a "help" text.` };
  for (const [index, { key = '' }] of labels.entries()) {
    if (!NAME.test(key))
      yield {
        path: [...path, 'labels', index, 'key'],
        message: `Label name "${key}" is invalid: ${ALLOWED}.`,
      };
  }
  for (const kind of ['gauge', 'counter', 'histogram'] as const) {
    if (metric[kind] && !metric[kind].value)
      yield { path: [...path, kind], message: `Metric "${name}" needs a "value" in its "${kind}".` };
  }
  if (gauge?.realtime && gauge.value?.includes('resourcesDuration.')) {
    yield {
      path: [...path, 'gauge', 'value'],
      message: `Metric "${name}" cannot have "realtime": resource durations are known only at the end.`,
    };
  }
}
