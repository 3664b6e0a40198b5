import type { MetricFields, TemplateFields } from '../../manifest/fields.ts';
import { METRIC_NAME } from '../../manifest/metric-name.ts';
import { SpecProblem } from './spec-problem.ts';

/**
 * Checks the metrics of a template. Those of the workflow are not checked.
 *
 * @throws SpecProblem `templates.T metric 'm' must contain a help string under 'help: ' field`, for example
 */
export function checkMetrics({ metrics }: TemplateFields, label: string): void {
  for (const metric of metrics?.prometheus ?? []) {
    const { name = '', labels, help } = metric;
    if (!METRIC_NAME.test(name)) {
      throw new SpecProblem(
        `${label} metric name '${name}' is invalid. Metric names must contain alphanumeric characters or '_'`,
      );
    }
    for (const { key = '' } of labels ?? []) {
      if (!METRIC_NAME.test(key)) {
        throw new SpecProblem(
          `metric label '${key}' is invalid: keys may only contain alphanumeric characters or '_'`,
        );
      }
    }
    if (!help)
      throw new SpecProblem(`${label} metric '${name}' must contain a help string under 'help: ' field`);
    const fault = findValueFault(metric);
    if (fault !== undefined) throw new SpecProblem(`${label} metric '${name}' error: ${fault}`);
  }
}

function findValueFault({ gauge, counter, histogram }: MetricFields): string | undefined {
  if (gauge && !gauge.value) return 'missing gauge.value';
  if (gauge?.realtime && String(gauge.value).includes('resourcesDuration.'))
    return "'resourcesDuration.*' metrics cannot be used in real-time";
  if (counter && !counter.value) return 'missing counter.value';
  if (histogram && !histogram.value) return 'missing histogram.value';
  return undefined;
}
