import type { Scope, Source } from '../../ir/graph.ts';
import { meetsSource, walkSource } from '../../ir/walk.ts';
import { findSource } from '../handles/handle.ts';
import { assertText } from '../operands/assert-text.ts';
import { invalidOption, isPlainObject, show } from '../options/option-check.ts';
import { computedLabelsCheck } from '../settings/pipeline-options.ts';
import { runInScope } from '../tracing/trace-state.ts';
import type { AnyPipeline } from './any-pipeline.ts';

/** The labels of a pipeline by name. */
export type Labels = ReadonlyMap<string, string | Source>;

/**
 * Returns the labels of a pipeline. Those that are outputs become expressions, which Argo evaluates before the first task.
 *
 * @throws PipelineError `PIPELINE_INVALID_OPTION` if one is no string, or not known before the first task
 */
export function readLabels({ name, options }: AnyPipeline, scope: Scope, inputs: unknown): Labels {
  const { labels = {} } = options;
  if (typeof labels !== 'function') return new Map(givenLabels(labels));
  const what = `the pipeline ${name}`;
  const before = scope.tasks.length;
  // The formulas in it belong to the body, so that they are translated.
  const given: unknown = runInScope(scope, () => labels(inputs as never));
  if (scope.tasks.length > before)
    throw invalidOption(
      `"labels" of ${what} adds a task, but labels are set before the first task. Use inputs only.`,
    );
  if (!isPlainObject(given))
    throw invalidOption(
      `"labels" of ${what} must return an object such as { team: inputs.team }, not ${show(given)}.`,
    );
  computedLabelsCheck(given, { what, path: 'labels' });
  return new Map(
    givenLabels(given).map(([key, value]): [string, string | Source] => {
      const source = findSource(value);
      if (source === undefined) return [key, String(value)];
      assertEarly(source, `"labels.${key}" of ${what}`);
      return [key, source];
    }),
  );
}

function givenLabels<T>(labels: Readonly<Record<string, T>>): readonly (readonly [string, T])[] {
  return Object.entries(labels).filter(([, value]) => value !== undefined);
}

function assertEarly(source: Source, what: string): void {
  const isLate = meetsSource(
    (visitor) => walkSource(source, visitor),
    ({ kind }) => !['input', 'variable', 'expression', 'literal', 'field'].includes(kind),
  );
  if (isLate)
    throw invalidOption(
      `${what} depends on a task, but labels are set before the first task. Use inputs only.`,
    );
  assertText(source, what);
}
