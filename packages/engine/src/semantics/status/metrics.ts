import { parseFloatGo, quoteGo } from '@tiphys/go';
import { describeError } from '../../contract/error-text.ts';
import { type MetricFields, scalarText } from '../../manifest/fields.ts';
import { METRIC_NAME } from '../../manifest/metric-name.ts';
import { nodeId } from '../../state/node/node-id.ts';
import { isFulfilled } from '../../state/node/node-status.ts';
import type { RunNode } from '../../state/node/run-node.ts';
import type { RunState } from '../../state/run-state.ts';
import { findNode, nodeOf } from '../../state/tree/find-node.ts';
import { substitute } from '../values/substitution.ts';
import { globalsOf } from '../values/variables.ts';
import { conditionHolds } from '../values/when.ts';

/** A set of metrics, with the values of their tags. */
interface Measured {
  readonly metrics: readonly MetricFields[];
  readonly variables: ReadonlyMap<string, unknown>;
}

/** Variables of metrics in real time. */
const LIVE: ReadonlySet<string> = new Set(['workflow.duration', 'duration']);

/**
 * Computes the metrics of the nodes and of the workflow as Argo does, to find out what is wrong with them: nobody reads them here. Those in
 * real time are computed when a node starts and when it ends, all others when it ends. See docs/semantics/limits.md#metrics.
 */
export function computeMetrics(run: RunState): void {
  for (const id of innermostFirst(run)) {
    const node = nodeOf(run, id);
    const retry = retryOf(run, node);
    if (run.measured[id] === 'new') {
      run.measured[id] = 'running';
      // Argo looks at the Retry node, but for attempts that are followed by another.
      if (retry === undefined) report(run, measure(run, node), true);
    }
    if (!isFulfilled(node.fields)) continue;
    delete run.measured[id];
    if (node.fields.memoizationStatus?.hit) continue;
    if (retry === undefined || !isFulfilled(retry.fields)) report(run, measure(run, node), false);
  }
}

/** Computes the metrics of the workflow when it has ended. */
export function computeWorkflowMetrics(run: RunState): void {
  const { metrics } = run.spec;
  const root = findNode(run, run.root);
  if (!metrics?.prometheus?.length || root === undefined) return;
  report(run, { ...measure(run, root), metrics: metrics.prometheus }, false);
}

/** Returns the nodes to look at. Argo comes back to a node after those in it. */
function innermostFirst(run: RunState): readonly string[] {
  const depth = (id: string | undefined): number => {
    const node = findNode(run, id);
    return node === undefined ? 0 : 1 + depth(node.fields.boundaryID);
  };
  const ids = Object.keys(run.measured);
  return ids.length < 2 ? ids : ids.sort((a, b) => depth(b) - depth(a));
}

/** Returns the Retry node of an attempt. */
function retryOf(run: RunState, { fields: { name, nodeFlag, type } }: RunNode): RunNode | undefined {
  if (!nodeFlag?.retried || type === 'Retry') return undefined;
  return findNode(run, nodeId(run.identity.name, name.replace(/\(\d+\)$/, '')));
}

function measure(run: RunState, node: RunNode): Measured {
  const { children, inputs, outputs, phase } = node.fields;
  const seconds = ((node.finishedAt ?? run.now) - node.startedAt) / 1000;
  const variables = new Map<string, unknown>([
    ...globalsOf(run),
    ['duration', seconds.toFixed(6)],
    ['status', phase],
    ['resourcesDuration.cpu', '0'],
    ['resourcesDuration.memory', '0'],
  ]);
  if (children?.length) variables.set('retries', String(children.length - 1));
  if (outputs?.result !== undefined) variables.set('outputs.result', outputs.result);
  if (outputs?.exitCode !== undefined) variables.set('exitCode', outputs.exitCode);
  for (const [kind, ports] of Object.entries({ inputs, outputs }))
    for (const { name, value = '' } of ports?.parameters ?? [])
      variables.set(`${kind}.parameters.${name}`, scalarText(value));
  return { metrics: node.template?.metrics?.prometheus ?? [], variables };
}

function report(run: RunState, measured: Measured, onlyLive: boolean): void {
  for (const metric of measured.metrics) {
    if (onlyLive && !metric.gauge?.realtime) continue;
    const problem = findProblem(run, metric, measured);
    if (problem !== undefined) run.metrics.errors.push(problem);
  }
}

/** Returns Argo's message about a metric, if anything is wrong with it. */
function findProblem(run: RunState, metric: MetricFields, { variables }: Measured): string | undefined {
  const shown = metric.name ?? '';
  if (!metric.help) return `metric '${shown}' must contain a help string under 'help: ' field`;
  let filled: MetricFields;
  try {
    filled = substitute(metric, variables, 'everything');
  } catch (error) {
    return `unable to substitute parameters for metric '${shown}': ${describeError(error)}`;
  }
  try {
    if (!conditionHolds(filled.when)) return undefined;
  } catch (error) {
    return `unable to compute 'when' clause for metric '${run.identity.name}': ${describeError(error)}`;
  }
  const { name = '' } = filled;
  if (metric.gauge?.realtime) {
    const [, tag] = /^\{\{(.*)\}\}$/s.exec(metric.gauge.value ?? '') ?? [];
    if (tag === undefined) return 'real time metrics can only be used with metric variables';
    if (!LIVE.has(tag.trim())) return `'${tag.trim()}' is not available as a real time metric`;
  }
  const fault = findFault(run, filled);
  return fault === undefined ? undefined : `could not construct metric '${name}': ${fault}`;
}

function findFault(run: RunState, metric: MetricFields): string | undefined {
  const { counter, gauge, help = '', histogram, name = '' } = metric;
  if (!METRIC_NAME.test(name))
    return "metric name is invalid: names may only contain alphanumeric characters or '_'";
  const [type, text = ''] = gauge
    ? (['Gauge', gauge.value] as const)
    : histogram
      ? (['Histogram', histogram.value] as const)
      : (['Counter', counter?.value] as const);
  if (!gauge && !histogram && !counter) return 'invalid metric spec';
  const known = Object.hasOwn(run.metrics.known, name) ? run.metrics.known[name] : undefined;
  if (known !== undefined && known.help !== help)
    return `help for metric ${name} is already set to ${known.help}, it cannot be changed`;
  if (known !== undefined && known.type !== type)
    return `found existing ${known.type.toLowerCase()} for custom metric ${name} of type ${type}`;
  run.metrics.known[name] = { help, type };
  if (gauge?.realtime || parseFloatGo(text) !== undefined) return undefined;
  return `strconv.ParseFloat: parsing ${quoteGo(text)}: invalid syntax`;
}
